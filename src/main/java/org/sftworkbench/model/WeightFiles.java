package org.sftworkbench.model;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All tensors of a model directory, from one safetensors file or the shards its index names. */
final class WeightFiles {
    static final String SINGLE = "model.safetensors";

    private final Path directory;
    private final Map<String, SafetensorsFile> fileOf;

    private WeightFiles(Path directory, Map<String, SafetensorsFile> fileOf) {
        this.directory = directory;
        this.fileOf = fileOf;
    }

    /**
     * @throws ModelException where there are no weights, a file is broken, or the index names
     *     something outside the directory or does not agree with the shards
     */
    static WeightFiles open(Path directory) {
        Map<String, SafetensorsFile> fileOf = new LinkedHashMap<>();
        Path single = directory.resolve(SINGLE);
        Path index = directory.resolve(ShardIndex.NAME);
        if (Files.exists(single)) {
            SafetensorsFile file = SafetensorsFile.open(single);
            file.tensors().keySet().forEach(tensor -> fileOf.put(tensor, file));
        } else if (Files.exists(index)) {
            ShardIndex.read(index).open(fileOf);
        } else {
            throw new ModelException(
                    directory + ": has no " + SINGLE + " (nor " + ShardIndex.NAME + ")");
        }
        return new WeightFiles(directory, fileOf);
    }

    /** Whether a directory has weights of a whole model, whatever they are worth. */
    static boolean areIn(Path directory) {
        return Files.exists(directory.resolve(SINGLE))
                || Files.exists(directory.resolve(ShardIndex.NAME));
    }

    Path directory() {
        return directory;
    }

    Set<String> names() {
        return fileOf.keySet();
    }

    SafetensorsFile.Entry entry(String name) {
        return fileOf.get(name).tensors().get(name);
    }

    /** The file a tensor stands in. */
    SafetensorsFile holding(String name) {
        return fileOf.get(name);
    }

    Path file(String name) {
        return fileOf.get(name).file();
    }

    /** The tensor's bytes; below 2 GiB. */
    ByteBuffer map(String name) {
        return fileOf.get(name).map(name);
    }

    /** The tensor's bytes in pieces of at most 1 GiB. */
    List<SafetensorsFile.Piece> pieces(String name) {
        return fileOf.get(name).pieces(name);
    }
}
