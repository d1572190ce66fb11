package org.sftworkbench.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes a model's weights as one safetensors file, or as shards and an index when large. */
final class ShardWriter {
    /** Largest shard in bytes, unless one tensor is larger. */
    static final long SHARD = 5_000_000_000L;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ShardWriter() {}

    static void write(Path directory, List<SafetensorsWriter.Tensor> tensors) throws IOException {
        write(directory, tensors, SHARD);
    }

    /**
     * @param most bytes of a shard
     */
    static void write(Path directory, List<SafetensorsWriter.Tensor> tensors, long most)
            throws IOException {
        List<List<SafetensorsWriter.Tensor>> shards = shards(tensors, most);
        if (shards.size() <= 1) {
            SafetensorsWriter.write(directory.resolve(WeightFiles.SINGLE), tensors);
            return;
        }
        Map<String, String> fileOf = new TreeMap<>();
        for (int i = 0; i < shards.size(); i++) {
            String name =
                    String.format(
                            Locale.ROOT, "model-%05d-of-%05d.safetensors", i + 1, shards.size());
            SafetensorsWriter.write(directory.resolve(name), shards.get(i));
            shards.get(i).forEach(tensor -> fileOf.put(tensor.name(), name));
        }
        writeIndex(directory.resolve(ShardIndex.NAME), tensors, fileOf);
    }

    /** As transformers splits: in order, and a tensor beyond the limit by itself. */
    private static List<List<SafetensorsWriter.Tensor>> shards(
            List<SafetensorsWriter.Tensor> tensors, long most) {
        List<List<SafetensorsWriter.Tensor>> shards = new ArrayList<>();
        List<SafetensorsWriter.Tensor> current = new ArrayList<>();
        long size = 0;
        for (SafetensorsWriter.Tensor tensor : tensors) {
            if (tensor.size() > most) {
                shards.add(List.of(tensor));
                continue;
            }
            if (size + tensor.size() > most) {
                shards.add(current);
                current = new ArrayList<>();
                size = 0;
            }
            current.add(tensor);
            size += tensor.size();
        }
        if (!current.isEmpty()) {
            shards.add(current);
        }
        return shards;
    }

    private static void writeIndex(
            Path file, List<SafetensorsWriter.Tensor> tensors, Map<String, String> fileOf)
            throws IOException {
        ObjectNode index = JSON.createObjectNode();
        index.putObject("metadata")
                .put(
                        "total_parameters",
                        tensors.stream().mapToLong(SafetensorsWriter.Tensor::elements).sum())
                .put(
                        "total_size",
                        tensors.stream().mapToLong(SafetensorsWriter.Tensor::size).sum());
        index.set("weight_map", JSON.valueToTree(fileOf));
        byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(index);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
