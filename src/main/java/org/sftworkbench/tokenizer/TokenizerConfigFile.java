package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What stands beside {@code tokenizer.json}: special tokens by role, and the chat template.
 *
 * @param special special tokens of {@code tokenizer_config.json}; none where there is no such file
 * @param chatTemplate {@code chat_template.jinja}, else {@code chat_template} of {@code
 *     tokenizer_config.json}
 */
record TokenizerConfigFile(SpecialTokens special, Optional<String> chatTemplate) {
    static TokenizerConfigFile read(Path directory) {
        Path file = directory.resolve("tokenizer_config.json");
        Path template = directory.resolve("chat_template.jinja");
        try {
            JsonNode root =
                    Files.isRegularFile(file)
                            ? new ObjectMapper().readTree(Files.readAllBytes(file))
                            : new ObjectMapper().createObjectNode();
            SpecialTokens special =
                    new SpecialTokens(
                            token(root, "bos_token"),
                            token(root, "eos_token"),
                            token(root, "pad_token"),
                            token(root, "unk_token"));
            Optional<String> chatTemplate =
                    Files.isRegularFile(template)
                            ? Optional.of(Files.readString(template))
                            : inlineTemplate(root.path("chat_template"));
            return new TokenizerConfigFile(special, chatTemplate);
        } catch (JsonProcessingException e) {
            throw new TokenizerException(
                    file
                            + ": not valid JSON (line "
                            + e.getLocation().getLineNr()
                            + "): "
                            + e.getOriginalMessage(),
                    e);
        } catch (IOException e) {
            throw new TokenizerException(
                    directory + ": the tokenizer's configuration cannot be read: " + e.getMessage(),
                    e);
        }
    }

    /** A token is written as text, or as an object with {@code content}. */
    private static Optional<String> token(JsonNode root, String role) {
        JsonNode node = root.path(role);
        JsonNode text = node.isObject() ? node.path("content") : node;
        return text.isTextual() ? Optional.of(text.asText()) : Optional.empty();
    }

    /** One template as text, or several by name, of which the default is meant. */
    private static Optional<String> inlineTemplate(JsonNode node) {
        if (node.isTextual()) {
            return Optional.of(node.asText());
        }
        for (JsonNode named : node) {
            if (named.path("name").asText().equals("default")) {
                return Optional.of(named.path("template").asText());
            }
        }
        return Optional.empty();
    }
}
