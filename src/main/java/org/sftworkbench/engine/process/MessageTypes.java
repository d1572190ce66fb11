package org.sftworkbench.engine.process;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.PackedTokens;

/**
 * What messages are made of besides records, text and numbers: arrays and rows as bytes in base64,
 * so that every bit of them arrives; paths as they are written, and absent values as null.
 */
final class MessageTypes extends SimpleModule {
    private static final long serialVersionUID = 1;

    MessageTypes() {
        packed(int[].class, PackedArrays::pack, PackedArrays::ints);
        packed(float[].class, PackedArrays::pack, PackedArrays::floats);
        packed(double[].class, PackedArrays::pack, PackedArrays::doubles);
        packed(boolean[].class, PackedArrays::pack, PackedArrays::booleans);
        packed(LabelledExample.class, PackedTokens::write, PackedTokens::read);
        addSerializer(Path.class, new PathSerializer());
        addDeserializer(Path.class, new PathDeserializer());
        addSerializer(Optional.class, new OptionalSerializer());
        addDeserializer(Optional.class, new OptionalDeserializer(null));
    }

    private <T> void packed(Class<T> type, Function<T, byte[]> pack, Function<byte[], T> unpack) {
        addSerializer(
                type,
                new StdSerializer<T>(type) {
                    private static final long serialVersionUID = 1;

                    @Override
                    public void serialize(T value, JsonGenerator json, SerializerProvider others)
                            throws IOException {
                        json.writeBinary(pack.apply(value));
                    }
                });
        addDeserializer(
                type,
                new StdDeserializer<T>(type) {
                    private static final long serialVersionUID = 1;

                    @Override
                    public T deserialize(JsonParser json, DeserializationContext context)
                            throws IOException {
                        try {
                            return unpack.apply(json.getBinaryValue());
                        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                            throw context.weirdStringException("", type, "not as it was packed");
                        }
                    }
                });
    }

    /** Jackson's own would make a relative path absolute. */
    private static final class PathSerializer extends StdSerializer<Path> {
        private static final long serialVersionUID = 1;

        PathSerializer() {
            super(Path.class);
        }

        @Override
        public void serialize(Path path, JsonGenerator json, SerializerProvider others)
                throws IOException {
            json.writeString(path.toString());
        }
    }

    private static final class PathDeserializer extends StdDeserializer<Path> {
        private static final long serialVersionUID = 1;

        PathDeserializer() {
            super(Path.class);
        }

        @Override
        public Path deserialize(JsonParser json, DeserializationContext context)
                throws IOException {
            return Path.of(json.getText());
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class OptionalSerializer extends StdSerializer<Optional> {
        private static final long serialVersionUID = 1;

        OptionalSerializer() {
            super(Optional.class);
        }

        @Override
        public void serialize(Optional value, JsonGenerator json, SerializerProvider others)
                throws IOException {
            if (value.isPresent()) {
                others.defaultSerializeValue(value.get(), json);
            } else {
                json.writeNull();
            }
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class OptionalDeserializer extends StdDeserializer<Optional>
            implements ContextualDeserializer {
        private static final long serialVersionUID = 1;

        private final JavaType inside;

        OptionalDeserializer(JavaType inside) {
            super(Optional.class);
            this.inside = inside;
        }

        @Override
        public JsonDeserializer<?> createContextual(
                DeserializationContext context, BeanProperty property) {
            return new OptionalDeserializer(context.getContextualType().containedType(0));
        }

        @Override
        public Optional deserialize(JsonParser json, DeserializationContext context)
                throws IOException {
            return Optional.of(context.<Object>readValue(json, inside));
        }

        @Override
        public Optional getNullValue(DeserializationContext context) {
            return Optional.empty();
        }
    }
}
