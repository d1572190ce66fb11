package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.JsonFault;
import org.sftworkbench.disk.SmallFile;

/** Reads files of JSON. */
final class JsonObjectFile {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private JsonObjectFile() {}

    /**
     * @return what the file holds; an empty object where there is no such file
     * @throws TokenizerException where it is no object or cannot be read; names the file
     */
    static ObjectNode read(Path file) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return JSON.createObjectNode();
        }
        JsonNode root = tree(file, bytes(file));
        if (root.isMissingNode()) {
            throw new TokenizerException(file + ": is empty");
        }
        if (!(root instanceof ObjectNode object)) {
            throw new TokenizerException(file + ": is not a JSON object");
        }
        return object;
    }

    /**
     * @throws TokenizerException where it cannot be read; names the file
     */
    static byte[] bytes(Path file) {
        try {
            return SmallFile.bytes(file);
        } catch (IOException e) {
            throw new TokenizerException(file + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }

    /**
     * @param bytes what the file holds
     * @throws TokenizerException where that is no JSON; names the file and the line
     */
    static JsonNode tree(Path file, byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new TokenizerException(
                    file
                            + ": not valid JSON (line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
                            + "): "
                            + JsonFault.of(e),
                    e);
        } catch (IOException e) {
            throw new TokenizerException(file + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }
}
