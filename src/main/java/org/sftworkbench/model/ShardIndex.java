package org.sftworkbench.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.JsonFault;
import org.sftworkbench.disk.OwnFiles;
import org.sftworkbench.disk.SmallFile;

/**
 * The index beside a model's shards: which file holds which tensor. It may only name plain files in
 * its own directory.
 */
final class ShardIndex {
    static final String NAME = "model.safetensors.index.json";

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final Path index;
    private final Map<String, String> fileOf;

    private ShardIndex(Path index, Map<String, String> fileOf) {
        this.index = index;
        this.fileOf = fileOf;
    }

    /**
     * @throws ModelException where it is broken or names something that is not a plain file beside
     *     it
     */
    static ShardIndex read(Path index) {
        Map<String, String> fileOf = new LinkedHashMap<>();
        try {
            JsonNode root = JSON.readTree(SmallFile.bytes(index));
            JsonNode map = root.path("weight_map");
            if (!map.isObject() || map.isEmpty()) {
                throw new ModelException(index + ": has no weight_map");
            }
            for (Map.Entry<String, JsonNode> field : map.properties()) {
                String name = field.getValue().isTextual() ? field.getValue().textValue() : "";
                if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*\\.safetensors")) {
                    throw new ModelException(
                            index
                                    + ": names "
                                    + ConfigFile.shown(field.getValue())
                                    + ", which is not a plain file beside it");
                }
                fileOf.put(field.getKey(), name);
            }
        } catch (JsonProcessingException e) {
            throw new ModelException(
                    index
                            + ": not valid JSON (line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
                            + "): "
                            + JsonFault.of(e),
                    e);
        } catch (IOException e) {
            throw new ModelException(index + ": cannot be read: " + DurableFiles.why(e), e);
        }
        return new ShardIndex(index, fileOf);
    }

    /**
     * Opens all shards.
     *
     * @param tensors takes each tensor's file
     * @throws ModelException where a shard is missing, broken, elsewhere, or holds other tensors
     *     than the index says
     */
    void open(Map<String, SafetensorsFile> tensors) {
        for (String name : new TreeSet<>(fileOf.values())) {
            Path shard = index.resolveSibling(name);
            requireInside(shard);
            SafetensorsFile file = SafetensorsFile.open(shard);
            for (String tensor : file.tensors().keySet()) {
                if (!name.equals(fileOf.get(tensor))) {
                    throw new ModelException(
                            shard
                                    + ": holds tensor "
                                    + tensor
                                    + ", which "
                                    + NAME
                                    + (fileOf.containsKey(tensor)
                                            ? " places in " + fileOf.get(tensor)
                                            : " does not list"));
                }
                tensors.put(tensor, file);
            }
        }
        for (Map.Entry<String, String> expected : fileOf.entrySet()) {
            if (!tensors.containsKey(expected.getKey())) {
                throw new ModelException(
                        index
                                + ": places tensor "
                                + expected.getKey()
                                + " in "
                                + expected.getValue()
                                + ", which does not hold it");
            }
        }
    }

    private void requireInside(Path shard) {
        try {
            if (!Files.exists(shard)) {
                throw new ModelException(
                        shard + ": no such file, though " + NAME + " names it; download it again");
            }
            if (!OwnFiles.holds(index.toAbsolutePath().getParent(), shard)) {
                throw new ModelException(shard + ": is a link to a file outside the directory");
            }
        } catch (IOException e) {
            throw new ModelException(shard + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }
}
