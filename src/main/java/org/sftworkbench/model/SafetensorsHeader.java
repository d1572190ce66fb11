package org.sftworkbench.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sftworkbench.disk.JsonFault;

/**
 * The table of contents at the start of a safetensors file, with the checks of the reference
 * implementation and one more: no name twice.
 */
final class SafetensorsHeader {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /** Bits of one element by the type's name; all the format knows, be they of use here or not. */
    private static final Map<String, Integer> BITS =
            Map.ofEntries(
                    Map.entry("F4", 4),
                    Map.entry("F6_E2M3", 6),
                    Map.entry("F6_E3M2", 6),
                    Map.entry("BOOL", 8),
                    Map.entry("U8", 8),
                    Map.entry("I8", 8),
                    Map.entry("F8_E5M2", 8),
                    Map.entry("F8_E4M3", 8),
                    Map.entry("F8_E8M0", 8),
                    Map.entry("F8_E5M2FNUZ", 8),
                    Map.entry("F8_E4M3FNUZ", 8),
                    Map.entry("U16", 16),
                    Map.entry("I16", 16),
                    Map.entry("F16", 16),
                    Map.entry("BF16", 16),
                    Map.entry("U32", 32),
                    Map.entry("I32", 32),
                    Map.entry("F32", 32),
                    Map.entry("C64", 64),
                    Map.entry("U64", 64),
                    Map.entry("I64", 64),
                    Map.entry("F64", 64));

    /** More than any library takes, and no room for a list that fills the memory. */
    private static final int MOST_DIMENSIONS = 1024;

    private final Path file;
    private final long dataStart;

    private SafetensorsHeader(Path file, long dataStart) {
        this.file = file;
        this.dataStart = dataStart;
    }

    /**
     * Reads a header piece by piece, so that what is wrong is found before much is kept of it.
     *
     * @param file for complaints
     * @param channel where its bytes begin, after the length before them
     * @param length its bytes
     * @param fileSize of the whole file
     * @return the tensors by name in the order of their bytes
     * @throws ModelException where the header is not well-formed, or its tensors do not cover the
     *     rest of the file without gaps and overlaps
     */
    static Map<String, SafetensorsFile.Entry> read(
            Path file, ReadableByteChannel channel, long length, long fileSize) throws IOException {
        SafetensorsHeader reader = new SafetensorsHeader(file, 8L + length);
        InputStream bytes = new LimitedStream(Channels.newInputStream(channel), length);
        return reader.tiling(reader.entries(bytes), fileSize);
    }

    private Map<String, SafetensorsFile.Entry> entries(InputStream bytes) throws IOException {
        Reader text =
                new BufferedReader(
                        new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
        try {
            text.mark(1);
            if (text.read() != '{') {
                throw wrong("the header is not a JSON object; not a safetensors file");
            }
            text.reset();
            return entries(text);
        } catch (CharacterCodingException e) {
            throw new ModelException(file + ": the header is not UTF-8", e);
        } catch (JsonProcessingException e) {
            throw new ModelException(file + ": the header is not valid: " + JsonFault.of(e), e);
        }
    }

    private Map<String, SafetensorsFile.Entry> entries(Reader text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            Map<String, SafetensorsFile.Entry> tensors = new LinkedHashMap<>();
            for (String name = parser.nextFieldName();
                    name != null;
                    name = parser.nextFieldName()) {
                parser.nextToken();
                if (name.equals("__metadata__")) {
                    checkMetadata(parser);
                } else {
                    tensors.put(name, entry(ConfigFile.shown(name), parser));
                }
            }
            if (parser.nextToken() != null) {
                throw wrong("the header is not valid: something follows its closing brace");
            }
            return tensors;
        }
    }

    private void checkMetadata(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        boolean strings = parser.currentToken() == JsonToken.START_OBJECT;
        while (strings && parser.nextFieldName() != null) {
            strings = parser.nextToken() == JsonToken.VALUE_STRING;
        }
        if (!strings) {
            throw wrong("__metadata__ in the header is not a map from text to text");
        }
    }

    private SafetensorsFile.Entry entry(String name, JsonParser parser) throws IOException {
        String type = null;
        List<Long> offsets = null;
        List<Long> shape = null;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("tensor " + name + " has the unknown dtype of no entry");
        }
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (field) {
                case "dtype" -> type = value == JsonToken.VALUE_STRING ? parser.getText() : null;
                case "shape" -> shape = wholes(parser, "tensor " + name + " has no valid shape");
                case "data_offsets" ->
                        offsets = wholes(parser, "tensor " + name + " has no valid data_offsets");
                default -> parser.skipChildren();
            }
        }
        return entry(name, type, shape, offsets);
    }

    private SafetensorsFile.Entry entry(
            String name, String type, List<Long> shape, List<Long> offsets) {
        Integer bits = type == null ? null : BITS.get(type);
        if (bits == null) {
            String shown = type == null ? "null" : ConfigFile.shown(type);
            throw wrong("tensor " + name + " has the unknown dtype " + shown);
        }
        if (offsets == null || offsets.size() != 2) {
            throw wrong("tensor " + name + " has no valid data_offsets");
        }
        if (shape == null) {
            throw wrong("tensor " + name + " has no shape");
        }
        long begin = offsets.get(0);
        long end = offsets.get(1);
        if (end < begin || end > Long.MAX_VALUE - dataStart) {
            throw wrong("tensor " + name + " has no valid data_offsets: " + offsets);
        }
        long bytes = bytes(name, shape, bits);
        if (end - begin != bytes) {
            throw wrong(
                    "tensor "
                            + name
                            + " takes "
                            + (end - begin)
                            + " bytes where its shape needs "
                            + bytes);
        }
        return new SafetensorsFile.Entry(type, shape, dataStart + begin, bytes);
    }

    /** A list of whole numbers from 0 to 2^63 - 1, no longer than a tensor has dimensions. */
    private List<Long> wholes(JsonParser parser, String complaint) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(complaint);
        }
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            boolean whole =
                    parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                            && parser.getLongValue() >= 0;
            if (!whole || numbers.size() == MOST_DIMENSIONS) {
                throw wrong(complaint);
            }
            numbers.add(parser.getLongValue());
        }
        return List.copyOf(numbers);
    }

    private long bytes(String name, List<Long> shape, int bits) {
        try {
            long all = Math.multiplyExact(shape.stream().reduce(1L, Math::multiplyExact), bits);
            if (all % 8 != 0) {
                throw wrong("tensor " + name + " does not end at a whole byte: " + shown(shape));
            }
            return all / 8;
        } catch (ArithmeticException e) {
            throw new ModelException(
                    file + ": tensor " + name + " has a shape beyond any file: " + shown(shape), e);
        }
    }

    /** Tensors must cover the data without gaps, overlaps or trailing bytes. */
    private Map<String, SafetensorsFile.Entry> tiling(
            Map<String, SafetensorsFile.Entry> tensors, long fileSize) {
        List<Map.Entry<String, SafetensorsFile.Entry>> ordered =
                new ArrayList<>(tensors.entrySet());
        ordered.sort(
                Comparator.comparingLong(
                                (Map.Entry<String, SafetensorsFile.Entry> e) ->
                                        e.getValue().position())
                        .thenComparingLong(e -> e.getValue().bytes()));
        Map<String, SafetensorsFile.Entry> inOrder = new LinkedHashMap<>();
        long at = dataStart;
        for (Map.Entry<String, SafetensorsFile.Entry> tensor : ordered) {
            if (tensor.getValue().position() != at) {
                throw wrong(
                        "tensor "
                                + ConfigFile.shown(tensor.getKey())
                                + " leaves a gap or overlaps another");
            }
            at += tensor.getValue().bytes();
            inOrder.put(tensor.getKey(), tensor.getValue());
        }
        if (at > fileSize) {
            throw wrong(
                    "cut short: "
                            + fileSize
                            + " bytes where its header needs "
                            + at
                            + "; download it again");
        }
        if (at < fileSize) {
            throw wrong("has " + (fileSize - at) + " bytes too many at its end");
        }
        return inOrder;
    }

    private static String shown(List<Long> shape) {
        return ConfigFile.shown(shape.toString());
    }

    private ModelException wrong(String what) {
        return new ModelException(file + ": " + what);
    }

    /** The first so many bytes of a stream. */
    private static final class LimitedStream extends FilterInputStream {
        private long left;

        LimitedStream(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = super.read(into, from, (int) Math.min(count, left));
            left -= Math.max(0, read);
            return read;
        }
    }
}
