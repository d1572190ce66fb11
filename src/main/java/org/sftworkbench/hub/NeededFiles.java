package org.sftworkbench.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.sftworkbench.disk.DurableFiles;

/**
 * Picks from a repository what this program reads: configuration, tokenizer, chat template and
 * weights as safetensors. Weights in other formats, which a repository often holds as well, stay
 * there.
 */
final class NeededFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SINGLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";
    private static final String ADAPTER = "adapter_model.safetensors";
    private static final String ADAPTER_CONFIG = "adapter_config.json";
    private static final String CONFIG = "config.json";

    /** What stands beside the weights. */
    private static final Set<String> COMPANIONS =
            Set.of(
                    CONFIG,
                    ADAPTER_CONFIG,
                    "generation_config.json",
                    "tokenizer.json",
                    "tokenizer_config.json",
                    "special_tokens_map.json",
                    "added_tokens.json",
                    "vocab.json",
                    "merges.txt",
                    "tokenizer.model",
                    "chat_template.jinja",
                    "chat_template.json");

    /** Further chat templates, by name. */
    private static final Pattern TEMPLATE =
            Pattern.compile("additional_chat_templates/[^/]+\\.jinja");

    private static final Pattern SHARD =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*\\.safetensors");

    /** Bytes; those of the largest models have some 15 million. */
    private static final long MOST_OF_AN_INDEX = 64_000_000;

    private final RepositoryId id;
    private final Map<String, RemoteFile> files;

    /**
     * @param files by name
     */
    NeededFiles(RepositoryId id, Map<String, RemoteFile> files) {
        this.id = id;
        this.files = files;
    }

    /** Whether a name can be one that is needed. */
    static boolean mayNeed(String name) {
        return COMPANIONS.contains(name)
                || name.equals(INDEX)
                || TEMPLATE.matcher(name).matches()
                || SHARD.matcher(name).matches();
    }

    /**
     * The index of the shards, where the weights are in several files.
     *
     * @throws HubException where it is too long to be one, as it is read whole
     */
    Optional<RemoteFile> index() {
        RemoteFile index = files.containsKey(SINGLE) ? null : files.get(INDEX);
        if (index != null && index.size() > MOST_OF_AN_INDEX) {
            throw new HubException(
                    String.format(
                            Locale.ROOT,
                            "%s: its %s has %,d bytes; no index is that long. Nothing of it was"
                                    + " fetched",
                            id,
                            INDEX,
                            index.size()));
        }
        return Optional.ofNullable(index);
    }

    /**
     * Everything that is needed, the weights last.
     *
     * @param index the index that was fetched, where there is one
     * @throws HubException where it is no model that this program reads, or the index names what is
     *     not there
     */
    List<RemoteFile> choose(Optional<Path> index) {
        boolean adapter = files.containsKey(ADAPTER_CONFIG) && files.containsKey(ADAPTER);
        if (!adapter && !files.containsKey(CONFIG)) {
            throw new HubException(
                    id + ": is not a model that can be read here: it has no " + CONFIG);
        }
        List<RemoteFile> chosen = new ArrayList<>();
        for (String name : new TreeSet<>(COMPANIONS)) {
            Optional.ofNullable(files.get(name)).ifPresent(chosen::add);
        }
        for (String name : new TreeSet<>(files.keySet())) {
            if (TEMPLATE.matcher(name).matches()) {
                chosen.add(files.get(name));
            }
        }
        index().ifPresent(chosen::add);
        if (files.containsKey(SINGLE)) {
            chosen.add(files.get(SINGLE));
        } else if (index.isPresent()) {
            for (String shard : shards(index.get())) {
                chosen.add(files.get(shard));
            }
        } else if (!adapter) {
            throw new HubException(
                    id
                            + ": has no weights as safetensors; other formats (.bin, .gguf, .onnx)"
                            + " are not read here. Look for a repository that has them");
        }
        if (files.containsKey(ADAPTER)) {
            chosen.add(files.get(ADAPTER));
        }
        return chosen;
    }

    private Set<String> shards(Path index) {
        Set<String> shards = new TreeSet<>();
        try {
            JsonNode map = JSON.readTree(Files.readAllBytes(index)).path("weight_map");
            for (JsonNode value : map) {
                String name = value.isTextual() ? value.textValue() : "";
                if (!SHARD.matcher(name).matches()) {
                    throw new HubException(
                            id
                                    + ": its "
                                    + INDEX
                                    + " names "
                                    + Printable.of(value.toString())
                                    + ", which is not a plain file beside it; nothing more was"
                                    + " fetched");
                }
                if (!files.containsKey(name)) {
                    throw new HubException(
                            id + ": its " + INDEX + " names " + name + ", which is not there");
                }
                shards.add(name);
            }
        } catch (JsonProcessingException e) {
            throw new HubException(id + ": its " + INDEX + " is not valid JSON", e);
        } catch (IOException e) {
            throw new HubException(index + ": cannot be read: " + DurableFiles.why(e), e);
        }
        if (shards.isEmpty()) {
            throw new HubException(id + ": its " + INDEX + " has no weight_map");
        }
        return shards;
    }
}
