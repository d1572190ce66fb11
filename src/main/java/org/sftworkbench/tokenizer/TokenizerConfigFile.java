package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/**
 * What stands beside {@code tokenizer.json}: special tokens by role, and the chat templates.
 *
 * @param special special tokens of the configuration; none where there is no such file
 * @param templates of the directory
 */
record TokenizerConfigFile(SpecialTokens special, ChatTemplates templates) {
    static TokenizerConfigFile read(Path directory) {
        Path file = directory.resolve("tokenizer_config.json");
        ObjectNode root = JsonObjectFile.read(file);
        return new TokenizerConfigFile(
                SpecialTokensReader.read(directory, root, model(directory)),
                ChatTemplateFiles.read(directory, file, root.path("chat_template")));
    }

    private static ObjectNode model(Path directory) {
        try {
            return JsonObjectFile.read(directory.resolve("config.json"));
        } catch (TokenizerException e) {
            // Whoever opens the model says what is wrong with it; a tokenizer can do without.
            return new ObjectMapper().createObjectNode();
        }
    }
}
