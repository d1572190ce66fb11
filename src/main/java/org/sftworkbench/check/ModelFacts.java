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
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.JsonFault;
import org.sftworkbench.disk.SmallFile;

/**
 * What the checks ask about a model; any architecture, as no weight is read.
 *
 * @param embeddingRows token ids the embedding has rows for; 0 where not known
 * @param reach how long a row it takes
 * @param eosIds ids that end generation; empty where there are none, or not known
 * @param endless whether {@code generation_config.json} is there and names none: as in
 *     transformers, those of {@code config.json} do not count then
 */
public record ModelFacts(int embeddingRows, Reach reach, List<Integer> eosIds, boolean endless) {
    /** Where only a tokenizer is at hand. */
    public static final ModelFacts UNKNOWN = new ModelFacts(0, List.of());

    public ModelFacts {
        eosIds = List.copyOf(eosIds);
    }

    /** Of a model whose generation configuration names its ends, or is not known. */
    public ModelFacts(int embeddingRows, List<Integer> eosIds) {
        this(embeddingRows, Reach.UNKNOWN, eosIds, false);
    }

    /**
     * Reads {@code config.json} and {@code generation_config.json} of a model directory; what is
     * not there is not known.
     *
     * @throws DataException where a file is not JSON; names it
     */
    public static ModelFacts read(Path directory) {
        JsonNode config = tree(directory.resolve("config.json"));
        Path generationFile = directory.resolve("generation_config.json");
        boolean generationSays = Files.exists(generationFile, LinkOption.NOFOLLOW_LINKS);
        JsonNode generation = tree(generationFile);
        // Models that see images keep the numbers of their text side apart.
        JsonNode text = config.path("text_config");
        int rows = config.path("vocab_size").asInt(text.path("vocab_size").asInt(0));
        Reach reach = Reach.of(text.isObject() ? text : config);
        List<Integer> eos = ids((generationSays ? generation : config).path("eos_token_id"));
        return new ModelFacts(rows, reach, eos, generationSays && eos.isEmpty());
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
