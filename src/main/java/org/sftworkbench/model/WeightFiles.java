package org.sftworkbench.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All tensors of a model directory, from one safetensors file or the shards its index names. */
final class WeightFiles {
    private static final String SINGLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    private final Path directory;
    private final Map<String, SafetensorsFile> fileOf;

    private WeightFiles(Path directory, Map<String, SafetensorsFile> fileOf) {
        this.directory = directory;
        this.fileOf = fileOf;
    }

    /**
     * @throws ModelException where there are no weights, or a file is broken or names something
     *     outside the directory
     */
    static WeightFiles open(Path directory) {
        Map<String, SafetensorsFile> fileOf = new LinkedHashMap<>();
        for (String name : names(directory)) {
            SafetensorsFile file = SafetensorsFile.open(directory.resolve(name));
            for (String tensor : file.tensors().keySet()) {
                if (fileOf.put(tensor, file) != null) {
                    throw new ModelException(
                            file.file() + ": tensor " + tensor + " stands in another shard too");
                }
            }
        }
        return new WeightFiles(directory, fileOf);
    }

    private static Set<String> names(Path directory) {
        Path index = directory.resolve(INDEX);
        if (Files.exists(directory.resolve(SINGLE)) || !Files.exists(index)) {
            if (!Files.exists(directory.resolve(SINGLE))) {
                throw new ModelException(directory + ": has no " + SINGLE + " (nor " + INDEX + ")");
            }
            return Set.of(SINGLE);
        }
        Set<String> names = new TreeSet<>();
        try {
            JsonNode map =
                    new ObjectMapper().readTree(Files.readAllBytes(index)).path("weight_map");
            for (JsonNode value : map) {
                String name = value.asText();
                if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.safetensors")) {
                    throw new ModelException(
                            index
                                    + ": names \""
                                    + name
                                    + "\", which is not a plain file beside it");
                }
                names.add(name);
            }
        } catch (IOException e) {
            throw new ModelException(index + ": cannot be read: " + e.getMessage(), e);
        }
        if (names.isEmpty()) {
            throw new ModelException(index + ": has no weight_map");
        }
        return names;
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

    Path file(String name) {
        return fileOf.get(name).file();
    }

    ByteBuffer map(String name) {
        return fileOf.get(name).map(name);
    }
}
