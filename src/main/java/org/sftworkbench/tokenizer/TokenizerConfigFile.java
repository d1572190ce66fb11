package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.JsonFault;
import org.sftworkbench.disk.SmallFile;

/**
 * What stands beside {@code tokenizer.json}: special tokens by role, and the chat templates.
 *
 * @param special special tokens of {@code tokenizer_config.json}; none where there is no such file
 * @param templates of the directory
 */
record TokenizerConfigFile(SpecialTokens special, ChatTemplates templates) {
    private static final int MOST_SHOWN = 100;

    static TokenizerConfigFile read(Path directory) {
        Path file = directory.resolve("tokenizer_config.json");
        try {
            JsonNode root =
                    Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                            ? new ObjectMapper().readTree(SmallFile.bytes(file))
                            : new ObjectMapper().createObjectNode();
            if (!root.isObject() && !root.isMissingNode()) {
                throw new TokenizerException(file + ": is not a JSON object");
            }
            SpecialTokens special =
                    new SpecialTokens(
                            token(file, root, "bos_token"),
                            token(file, root, "eos_token"),
                            token(file, root, "pad_token"),
                            token(file, root, "unk_token"));
            return new TokenizerConfigFile(
                    special, ChatTemplateFiles.read(directory, file, root.path("chat_template")));
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

    /** A token is written as text, or as an object with {@code content}. */
    private static Optional<String> token(Path file, JsonNode root, String role) {
        JsonNode node = root.path(role);
        JsonNode text = node.isObject() ? node.path("content") : node;
        if (text.isTextual()) {
            return Optional.of(text.asText());
        }
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        throw new TokenizerException(
                file
                        + ": "
                        + role
                        + " is "
                        + shown(node.toString())
                        + "; it must be a text, or have a content");
    }

    private static String shown(String json) {
        return json.length() <= MOST_SHOWN ? json : json.substring(0, MOST_SHOWN) + "…";
    }
}
