package org.sftworkbench.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.data.DataException;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.JsonFault;
import org.sftworkbench.disk.SmallFile;

/**
 * What the checks ask about a model; any architecture, as no weight is read.
 *
 * @param embeddingRows token ids the embedding has rows for; 0 where not known
 * @param eosIds ids that end generation; empty where not known
 */
public record ModelFacts(int embeddingRows, List<Integer> eosIds) {
    /** Where only a tokenizer is at hand. */
    public static final ModelFacts UNKNOWN = new ModelFacts(0, List.of());

    public ModelFacts {
        eosIds = List.copyOf(eosIds);
    }

    /**
     * Reads {@code config.json} and {@code generation_config.json} of a model directory; what is
     * not there is not known.
     *
     * @throws DataException where a file is not JSON; names it
     */
    public static ModelFacts read(Path directory) {
        JsonNode config = tree(directory.resolve("config.json"));
        JsonNode generation = tree(directory.resolve("generation_config.json"));
        // Models that see images keep the numbers of their text side apart.
        JsonNode text = config.path("text_config");
        int rows = config.path("vocab_size").asInt(text.path("vocab_size").asInt(0));
        List<Integer> eos = ids(generation.path("eos_token_id"));
        if (eos.isEmpty()) {
            eos = ids(config.path("eos_token_id"));
        }
        return new ModelFacts(rows, eos);
    }

    private static JsonNode tree(Path file) {
        ObjectMapper json = new ObjectMapper();
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return json.createObjectNode();
        }
        try {
            return json.readTree(SmallFile.bytes(file));
        } catch (JsonProcessingException e) {
            throw new DataException(file + ": cannot be read as JSON: " + JsonFault.of(e), e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }

    private static List<Integer> ids(JsonNode node) {
        List<Integer> ids = new ArrayList<>();
        if (node.isInt()) {
            ids.add(node.intValue());
        }
        for (JsonNode id : node) {
            if (id.isInt()) {
                ids.add(id.intValue());
            }
        }
        return ids;
    }
}
