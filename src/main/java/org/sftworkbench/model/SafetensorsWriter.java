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
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Writes a safetensors file, one tensor in memory at a time. */
final class SafetensorsWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SafetensorsWriter() {}

    /**
     * A tensor to write.
     *
     * @param name its name
     * @param type element type
     * @param shape dimensions
     * @param bytes gives its little-endian bytes when its turn comes
     */
    record Tensor(String name, TensorType type, long[] shape, Supplier<ByteBuffer> bytes) {
        long size() {
            return Arrays.stream(shape).reduce(type.bytes(), Math::multiplyExact);
        }
    }

    /** Writes and syncs the file, which must not exist. */
    static void write(Path file, List<Tensor> tensors) throws IOException {
        byte[] header = header(tensors);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            writeFully(
                    channel,
                    ByteBuffer.allocate(8)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(header.length)
                            .flip());
            writeFully(channel, ByteBuffer.wrap(header));
            for (Tensor tensor : tensors) {
                ByteBuffer bytes = tensor.bytes().get();
                if (bytes.remaining() != tensor.size()) {
                    throw new IOException(
                            tensor.name()
                                    + " has "
                                    + bytes.remaining()
                                    + " bytes, not "
                                    + tensor.size());
                }
                writeFully(channel, bytes);
            }
            channel.force(true);
        }
    }

    private static byte[] header(List<Tensor> tensors) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        header.putObject("__metadata__").put("format", "pt");
        long offset = 0;
        for (Tensor tensor : tensors) {
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
