package org.sftworkbench.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of contents at the start of a safetensors file, with the checks of the reference
 * implementation and one more: no name twice.
 */
final class SafetensorsHeader {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

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

    private final Path file;
    private final long dataStart;

    private SafetensorsHeader(Path file, long dataStart) {
        this.file = file;
        this.dataStart = dataStart;
    }

    /**
     * @param file for complaints
     * @param header its bytes, without the length before them
     * @param fileSize of the whole file
     * @return the tensors by name in the order of their bytes
     * @throws ModelException where the header is not well-formed, or its tensors do not cover the
     *     rest of the file without gaps and overlaps
     */
    static Map<String, SafetensorsFile.Entry> read(Path file, ByteBuffer header, long fileSize) {
        SafetensorsHeader reader = new SafetensorsHeader(file, 8L + header.remaining());
        return reader.tiling(reader.entries(reader.parse(header)), fileSize);
    }

    private JsonNode parse(ByteBuffer header) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(header).toString();
            if (!text.startsWith("{")) {
                throw wrong("the header is not a JSON object; not a safetensors file");
            }
            return JSON.readTree(text);
        } catch (CharacterCodingException e) {
            throw new ModelException(file + ": the header is not UTF-8", e);
        } catch (JsonProcessingException e) {
            throw new ModelException(
                    file + ": the header is not valid: " + e.getOriginalMessage(), e);
        }
    }

    private Map<String, SafetensorsFile.Entry> entries(JsonNode header) {
        Map<String, SafetensorsFile.Entry> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : header.properties()) {
            if (field.getKey().equals("__metadata__")) {
                checkMetadata(field.getValue());
            } else {
                tensors.put(field.getKey(), entry(field.getKey(), field.getValue()));
            }
        }
        return tensors;
    }

    private void checkMetadata(JsonNode metadata) {
        if (metadata.isNull()) {
            return;
        }
        boolean strings = metadata.isObject();
        for (JsonNode value : metadata) {
            strings &= value.isTextual();
        }
        if (!strings) {
            throw wrong("__metadata__ in the header is not a map from text to text");
        }
    }

    private SafetensorsFile.Entry entry(String name, JsonNode node) {
        JsonNode type = node.path("dtype");
        Integer bits = type.isTextual() ? BITS.get(type.textValue()) : null;
        if (bits == null) {
            throw wrong("tensor " + name + " has the unknown dtype " + type);
        }
        JsonNode offsets = node.path("data_offsets");
        if (!offsets.isArray()
                || offsets.size() != 2
                || !whole(offsets.get(0))
                || !whole(offsets.get(1))) {
            throw wrong("tensor " + name + " has no valid data_offsets");
        }
        long begin = offsets.get(0).longValue();
        long end = offsets.get(1).longValue();
        if (end < begin || end > Long.MAX_VALUE - dataStart) {
            throw wrong("tensor " + name + " has no valid data_offsets: " + offsets);
        }
        List<Long> shape = shape(name, node.path("shape"));
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
        return new SafetensorsFile.Entry(type.textValue(), shape, dataStart + begin, bytes);
    }

    private List<Long> shape(String name, JsonNode node) {
        if (!node.isArray()) {
            throw wrong("tensor " + name + " has no shape");
        }
        List<Long> shape = new ArrayList<>();
        for (JsonNode dimension : node) {
            if (!whole(dimension)) {
                throw wrong("tensor " + name + " has the shape " + node);
            }
            shape.add(dimension.longValue());
        }
        return List.copyOf(shape);
    }

    private long bytes(String name, List<Long> shape, int bits) {
        try {
            long all = Math.multiplyExact(shape.stream().reduce(1L, Math::multiplyExact), bits);
            if (all % 8 != 0) {
                throw wrong("tensor " + name + " does not end at a whole byte: " + shape);
            }
            return all / 8;
        } catch (ArithmeticException e) {
            throw new ModelException(
                    file + ": tensor " + name + " has a shape beyond any file: " + shape, e);
        }
    }

    private static boolean whole(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
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
                throw wrong("tensor " + tensor.getKey() + " leaves a gap or overlaps another");
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

    private ModelException wrong(String what) {
        return new ModelException(file + ": " + what);
    }
}
