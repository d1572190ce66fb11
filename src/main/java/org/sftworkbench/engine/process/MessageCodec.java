package org.sftworkbench.engine.process;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;

/**
 * Messages as JSON and back. A record is an object of its components, one of a sealed family with
 * its name under {@code is}; a family's members are known from the family itself.
 */
final class MessageCodec {
    private static final List<Class<?>> FAMILIES =
            List.of(Command.class, Event.class, Request.class, Report.class);

    /** Many kilobytes and classes, so one for all. */
    private static final ObjectMapper JSON = mapper();

    /** Adds the name to every object of a family. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    private interface Named {}

    private static ObjectMapper mapper() {
        // A row of tokens is one string, as long as it has to be; only our own process writes here.
        JsonFactory factory =
                new JsonFactoryBuilder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxStringLength(Integer.MAX_VALUE)
                                        .build())
                        .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                        .build();
        JsonMapper.Builder builder =
                JsonMapper.builder(factory)
                        .visibility(PropertyAccessor.ALL, Visibility.NONE)
                        .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                        .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
                        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .addModule(new MessageTypes());
        for (Class<?> family : FAMILIES) {
            builder.addMixIn(family, Named.class);
            members(family)
                    .forEach(m -> builder.registerSubtypes(new NamedType(m, m.getSimpleName())));
        }
        return builder.build();
    }

    /** The records of a sealed family, those of its inner families among them. */
    static Stream<Class<?>> members(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses()).flatMap(MessageCodec::members)
                : Stream.of(family);
    }

    void write(Object message, OutputStream out) throws IOException {
        JSON.writeValue(out, message);
    }

    /**
     * @throws FrameException where it is no JSON, or none of that type
     */
    <T> T read(InputStream in, Class<T> type) throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            T message = JSON.readValue(parser, type);
            if (message == null || parser.nextToken() != null) {
                throw new FrameException("a message is not one " + type.getSimpleName());
            }
            return message;
        } catch (JacksonException e) {
            throw new FrameException(
                    "a message is no " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
