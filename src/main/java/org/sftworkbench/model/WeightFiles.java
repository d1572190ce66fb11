package org.sftworkbench.model;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * All tensors of a model directory, from one safetensors file or the shards its index names.
 *
 * <p>They go by the names that a causal language model gives them. Of checkpoints that were saved
 * from the decoder alone, without its output projection, no name begins with {@code model.}; as in
 * transformers, those are the same tensors.
 */
final class WeightFiles {
    static final String SINGLE = "model.safetensors";

    /** How the names begin of what the decoder alone has. */
    private static final String DECODER = "model.";

    private static final Set<String> OF_DECODER = Set.of("embed_tokens", "layers", "norm");

    private final Path directory;
    private final Map<String, StoredTensor> tensors;

    private WeightFiles(Path directory, Map<String, StoredTensor> tensors) {
        this.directory = directory;
        this.tensors = tensors;
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
        boolean named = fileOf.keySet().stream().anyMatch(name -> name.startsWith(DECODER));
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        fileOf.forEach(
                (name, file) ->
                        tensors.put(
                                named ? name : asOfLanguageModel(name),
                                new StoredTensor(file, name)));
        return new WeightFiles(directory, tensors);
    }

    private static String asOfLanguageModel(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && OF_DECODER.contains(name.substring(0, dot)) ? DECODER + name : name;
    }

    /** Whether a directory has weights of a whole model, whatever they are worth. */
    static boolean areIn(Path directory) {
        return Files.exists(directory.resolve(SINGLE))
                || Files.exists(directory.resolve(ShardIndex.NAME));
    }

    /** The same, where a tensor that is there is another one too. */
    WeightFiles with(String name, String is) {
        Map<String, StoredTensor> more = new LinkedHashMap<>(tensors);
        more.put(name, tensors.get(is));
        return new WeightFiles(directory, more);
    }

    Path directory() {
        return directory;
    }

    Set<String> names() {
        return tensors.keySet();
    }

    /** Where a tensor stands, and by what name there. */
    StoredTensor tensor(String name) {
        return tensors.get(name);
    }

    SafetensorsFile.Entry entry(String name) {
        return tensors.get(name).entry();
    }

    Path file(String name) {
        return tensors.get(name).file().file();
    }

    /** The tensor's bytes; below 2 GiB. */
    ByteBuffer map(String name) {
        StoredTensor tensor = tensors.get(name);
        return tensor.file().map(tensor.name());
    }
}
