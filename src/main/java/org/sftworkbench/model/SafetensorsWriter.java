package org.sftworkbench.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Writes a safetensors file, one piece of one tensor in memory at a time. */
final class SafetensorsWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SafetensorsWriter() {}

    /** Gives a tensor's bytes when their turn comes. */
    @FunctionalInterface
    interface Source {
        /** Little-endian bytes of {@code count} elements from the {@code first} on. */
        ByteBuffer read(long first, long count);
    }

    /**
     * A tensor to write.
     *
     * @param name its name
     * @param type element type
     * @param shape dimensions
     * @param source its bytes
     */
    record Tensor(String name, TensorType type, long[] shape, Source source) {
        /** A tensor below 2 GiB, which is read at once. */
        Tensor(String name, TensorType type, long[] shape, Supplier<ByteBuffer> bytes) {
            this(name, type, shape, (first, count) -> bytes.get());
            if (size() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(name + " does not fit one buffer");
            }
        }

        long elements() {
            return Arrays.stream(shape).reduce(1, Math::multiplyExact);
        }

        long size() {
            return Math.multiplyExact(elements(), type.bytes());
        }
    }

    /** Writes and syncs the file, which must not exist. */
    static void write(Path file, List<Tensor> tensors) throws IOException {
        List<Tensor> ordered = new ArrayList<>(tensors);
        // Wider elements first, so that each tensor starts at a multiple of its element.
        ordered.sort(Comparator.comparingInt((Tensor t) -> t.type().bytes()).reversed());
        byte[] header = header(ordered);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            writeFully(
                    channel,
                    ByteBuffer.allocate(8)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(header.length)
                            .flip());
            writeFully(channel, ByteBuffer.wrap(header));
            for (Tensor tensor : ordered) {
                write(channel, tensor);
            }
            channel.force(true);
        }
    }

    private static void write(FileChannel channel, Tensor tensor) throws IOException {
        boolean atOnce = tensor.size() <= Integer.MAX_VALUE;
        long most = atOnce ? tensor.elements() : SafetensorsFile.PIECE / tensor.type().bytes();
        for (long first = 0; first < tensor.elements(); first += most) {
            long count = Math.min(most, tensor.elements() - first);
            ByteBuffer bytes = tensor.source().read(first, count);
            if (bytes.remaining() != count * tensor.type().bytes()) {
                throw new IOException(
                        tensor.name()
                                + " has "
                                + bytes.remaining()
                                + " bytes, not "
                                + count * tensor.type().bytes());
            }
            writeFully(channel, bytes);
        }
    }

    private static byte[] header(List<Tensor> tensors) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        header.putObject("__metadata__").put("format", "pt");
        Set<String> names = new HashSet<>();
        long offset = 0;
        for (Tensor tensor : tensors) {
            if (!names.add(tensor.name()) || tensor.name().equals("__metadata__")) {
                throw new IOException("two tensors are called " + tensor.name());
            }
            ObjectNode entry = header.putObject(tensor.name());
            entry.put("dtype", tensor.type().name());
            entry.putPOJO("shape", tensor.shape());
            entry.putArray("data_offsets").add(offset).add(offset + tensor.size());
            offset += tensor.size();
        }
        byte[] json = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        // The format asks for spaces up to a multiple of eight, so that the data is aligned.
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
