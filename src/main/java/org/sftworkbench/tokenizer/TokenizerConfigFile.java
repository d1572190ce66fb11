package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands beside {@code tokenizer.json}: special tokens by role, and the chat templates.
 *
 * @param special special tokens of the configuration; none where there is no such file
 * @param templates of the directory
 * @param tokens that it names
 * @param steps of the class that it names
 */
record TokenizerConfigFile(
        SpecialTokens special, ChatTemplates templates, ConfiguredTokens tokens, ClassSteps steps) {
    private static final Pattern ID = Pattern.compile("\\d{1,9}");
    private static final String LISTED = "added_tokens_decoder";

    static TokenizerConfigFile read(Path directory) {
        Path file = directory.resolve("tokenizer_config.json");
        ObjectNode root = JsonObjectFile.read(file);
        if (root.path("split_special_tokens").asBoolean()) {
            throw new TokenizerException(
                    file
                            + ": split_special_tokens is true, by which special tokens in a text"
                            + " would be split as its other words are; that is not supported");
        }
        TokenizerClass ofClass = TokenizerClass.of(root, model(directory));
        SpecialTokensReader special = SpecialTokensReader.read(directory, root, ofClass);
        boolean lists = root.has(LISTED);
        return new TokenizerConfigFile(
                special.tokens(),
                ChatTemplateFiles.read(directory, file, root.path("chat_template")),
                new ConfiguredTokens(
                        listed(root.path(LISTED)),
                        lists ? List.of() : older(directory, special),
                        special.named(),
                        special.nameless(),
                        new ConfiguredTokens.Reach(
                                lists,
                                lists && ofClass != TokenizerClass.OF_THE_FILE,
                                ofClass == TokenizerClass.QWEN2)),
                new ClassSteps(
                        ofClass,
                        Optional.of(root.path("add_prefix_space"))
                                .filter(JsonNode::isBoolean)
                                .map(JsonNode::asBoolean),
                        root.path("legacy").asBoolean(),
                        special.tokens().unk()));
    }

    private static List<AddedToken> listed(JsonNode tokens) {
        SortedMap<Integer, AddedToken> byId = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : tokens.properties()) {
            AddedToken.read(entry.getValue(), false)
                    .filter(token -> ID.matcher(entry.getKey()).matches())
                    .ifPresent(token -> byId.put(Integer.valueOf(entry.getKey()), token));
        }
        return List.copyOf(byId.values());
    }

    /** Those of the file that was written before the configuration listed any. */
    private static List<AddedToken> older(Path directory, SpecialTokensReader special) {
        SortedMap<Integer, AddedToken> byId = new TreeMap<>();
        Set<String> names =
                Stream.of(special.named(), special.nameless())
                        .flatMap(List::stream)
                        .map(AddedToken::content)
                        .collect(Collectors.toSet());
        ObjectNode older = JsonObjectFile.read(directory.resolve("added_tokens.json"));
        for (Map.Entry<String, JsonNode> entry : older.properties()) {
            boolean isSpecial = names.contains(entry.getKey());
            AddedToken token =
                    new AddedToken(entry.getKey(), false, false, false, !isSpecial, isSpecial);
            byId.put(entry.getValue().asInt(), token);
        }
        return List.copyOf(byId.values());
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
