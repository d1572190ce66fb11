package org.sftworkbench.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A safetensors file's table of contents, checked as the reference implementation checks it;
 * tensors are mapped on demand.
 *
 * @param file the file
 * @param tensors entries by name, in the file's order
 */
record SafetensorsFile(Path file, Map<String, Entry> tensors) {
    private static final long MAX_HEADER = 100_000_000;
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final Map<String, Integer> SIZES =
            Map.ofEntries(
                    Map.entry("BOOL", 1),
                    Map.entry("U8", 1),
                    Map.entry("I8", 1),
                    Map.entry("F8_E5M2", 1),
                    Map.entry("F8_E4M3", 1),
                    Map.entry("U16", 2),
                    Map.entry("I16", 2),
                    Map.entry("F16", 2),
                    Map.entry("BF16", 2),
                    Map.entry("U32", 4),
                    Map.entry("I32", 4),
                    Map.entry("F32", 4),
                    Map.entry("U64", 8),
                    Map.entry("I64", 8),
                    Map.entry("F64", 8));

    /**
     * One tensor.
     *
     * @param type element type's name in the file
     * @param shape dimensions
     * @param position first byte, counted from the start of the file
     * @param bytes extent
     */
    record Entry(String type, List<Long> shape, long position, long bytes) {}

    /**
     * Reads and checks the header.
     *
     * @throws ModelException where the file is not a whole, well-formed safetensors file; names
     *     file and tensor
     */
    static SafetensorsFile open(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < 8) {
                throw new ModelException(
                        file + ": only " + size + " bytes; not a safetensors file");
            }
            long headerSize = read(channel, 0, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
            if (headerSize < 2 || headerSize > MAX_HEADER) {
                throw new ModelException(
                        file
                                + ": the header claims "
                                + Long.toUnsignedString(headerSize)
                                + " bytes; not a safetensors file");
            }
            if (8 + headerSize > size) {
                throw new ModelException(file + ": cut short inside its header; download it again");
            }
            JsonNode header = parse(file, read(channel, 8, (int) headerSize));
            return new SafetensorsFile(file, entries(file, header, 8 + headerSize, size));
        } catch (IOException e) {
            throw new ModelException(
                    Files.exists(file)
                            ? file + ": cannot be read: " + e.getMessage()
                            : file + ": no such file",
                    e);
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("unexpected end of file");
            }
        }
        return buffer.flip();
    }

    private static JsonNode parse(Path file, ByteBuffer header) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(header).toString();
            JsonNode node = JSON.readTree(text);
            if (!node.isObject()) {
                throw new ModelException(file + ": the header is not a JSON object");
            }
            return node;
        } catch (CharacterCodingException e) {
            throw new ModelException(file + ": the header is not UTF-8", e);
        } catch (JsonProcessingException e) {
            throw new ModelException(
                    file + ": the header is not valid: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, Entry> entries(
            Path file, JsonNode header, long dataStart, long fileSize) {
        Map<String, Entry> tensors = new LinkedHashMap<>();
        header.properties()
                .forEach(
                        field -> {
                            if (!field.getKey().equals("__metadata__")) {
                                tensors.put(
                                        field.getKey(),
                                        entry(file, field.getKey(), field.getValue(), dataStart));
                            }
                        });
        checkTiling(file, tensors, dataStart, fileSize);
        return tensors;
    }

    private static Entry entry(Path file, String name, JsonNode node, long dataStart) {
        Integer elementSize = SIZES.get(node.path("dtype").asText());
        if (elementSize == null) {
            throw new ModelException(
                    file + ": tensor " + name + " has the unknown dtype " + node.path("dtype"));
        }
        JsonNode offsets = node.path("data_offsets");
        if (!offsets.isArray()
                || offsets.size() != 2
                || !whole(offsets.get(0))
                || !whole(offsets.get(1))) {
            throw new ModelException(file + ": tensor " + name + " has no valid data_offsets");
        }
        long begin = offsets.get(0).longValue();
        long end = offsets.get(1).longValue();
        List<Long> shape = new ArrayList<>();
        long bytes = elementSize;
        if (!node.path("shape").isArray()) {
            throw new ModelException(file + ": tensor " + name + " has no shape");
        }
        for (JsonNode dimension : node.get("shape")) {
            if (!whole(dimension)) {
                throw new ModelException(
                        file + ": tensor " + name + " has the shape " + node.get("shape"));
            }
            shape.add(dimension.longValue());
            try {
                bytes = Math.multiplyExact(bytes, dimension.longValue());
            } catch (ArithmeticException e) {
                throw new ModelException(
                        file
                                + ": tensor "
                                + name
                                + " has a shape beyond any file: "
                                + node.get("shape"),
                        e);
            }
        }
        if (end < begin || end - begin != bytes) {
            throw new ModelException(
                    file
                            + ": tensor "
                            + name
                            + " takes "
                            + (end - begin)
                            + " bytes where its shape needs "
                            + bytes);
        }
        if (begin > Long.MAX_VALUE - dataStart - bytes) {
            throw new ModelException(
                    file + ": tensor " + name + " lies beyond the end of the file");
        }
        return new Entry(node.get("dtype").asText(), List.copyOf(shape), dataStart + begin, bytes);
    }

    private static boolean whole(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
    }

    /** Tensors must cover the data without gaps, overlaps or trailing bytes. */
    private static void checkTiling(
            Path file, Map<String, Entry> tensors, long dataStart, long fileSize) {
        List<Map.Entry<String, Entry>> ordered = new ArrayList<>(tensors.entrySet());
        ordered.sort(
                Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().position())
                        .thenComparingLong(e -> e.getValue().bytes()));
        long at = dataStart;
        for (Map.Entry<String, Entry> tensor : ordered) {
            if (tensor.getValue().position() != at) {
                throw new ModelException(
                        file + ": tensor " + tensor.getKey() + " leaves a gap or overlaps another");
            }
            at += tensor.getValue().bytes();
        }
        if (at > fileSize) {
            throw new ModelException(
                    file
                            + ": cut short: "
                            + fileSize
                            + " bytes where its header needs "
                            + at
                            + "; download it again");
        }
        if (at < fileSize) {
            throw new ModelException(
                    file + ": has " + (fileSize - at) + " bytes too many at its end");
        }
    }

    /** Maps one tensor's bytes; at most 2 GiB. */
    ByteBuffer map(String name) {
        Entry entry = tensors.get(name);
        if (entry.bytes() > Integer.MAX_VALUE) {
            throw new ModelException(
                    file + ": tensor " + name + " is larger than 2 GiB, which is not supported");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, entry.position(), entry.bytes());
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
