package org.sftworkbench.starter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a vocabulary as {@code tokenizer.json} and {@code tokenizer_config.json}, built like
 * Qwen3's: NFC, Qwen's split, byte level, five added tokens after the learned ones. Stateless.
 */
public final class TokenizerFiles {
    static final String END_OF_TEXT = "<|endoftext|>";
    static final String TURN_START = "<|im_start|>";
    static final String TURN_END = "<|im_end|>";

    private static final List<String> SPECIAL = List.of(END_OF_TEXT, TURN_START, TURN_END);
    private static final List<String> NOT_SPECIAL = List.of("<think>", "</think>");

    /** Added tokens, after the learned entries. */
    public static final int ADDED = SPECIAL.size() + NOT_SPECIAL.size();

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Writes both files into a directory. */
    public void write(BpeVocabulary vocabulary, int maxPositions, Path directory)
            throws IOException {
        json.writeValue(directory.resolve("tokenizer.json").toFile(), tokenizer(vocabulary));
        json.writeValue(
                directory.resolve("tokenizer_config.json").toFile(),
                config(vocabulary, maxPositions));
    }

    private ObjectNode tokenizer(BpeVocabulary vocabulary) {
        ObjectNode root = json.createObjectNode();
        root.put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        ArrayNode added = root.putArray("added_tokens");
        int id = vocabulary.tokens().size();
        for (String token : SPECIAL) {
            added.add(addedToken(token, true).put("id", id++));
        }
        for (String token : NOT_SPECIAL) {
            added.add(addedToken(token, false).put("id", id++));
        }
        root.putObject("normalizer").put("type", "NFC");
        ObjectNode pre = root.putObject("pre_tokenizer").put("type", "Sequence");
        ArrayNode steps = pre.putArray("pretokenizers");
        ObjectNode split = steps.addObject().put("type", "Split");
        split.putObject("pattern").put("Regex", PreTokenizer.QWEN);
        split.put("behavior", "Isolated").put("invert", false);
        steps.add(byteLevel());
        root.set("post_processor", byteLevel());
        root.set("decoder", byteLevel());
        ObjectNode model = root.putObject("model").put("type", "BPE");
        model.putNull("dropout");
        model.putNull("unk_token");
        model.put("continuing_subword_prefix", "").put("end_of_word_suffix", "");
        model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
        ObjectNode entries = model.putObject("vocab");
        for (int i = 0; i < vocabulary.tokens().size(); i++) {
            entries.put(vocabulary.tokens().get(i), i);
        }
        ArrayNode merges = model.putArray("merges");
        for (BpeVocabulary.Merge merge : vocabulary.merges()) {
            merges.addArray().add(merge.left()).add(merge.right());
        }
        return root;
    }

    private ObjectNode config(BpeVocabulary vocabulary, int maxPositions) throws IOException {
        ObjectNode root = json.createObjectNode();
        root.put("add_bos_token", false).put("add_prefix_space", false);
        ObjectNode decoder = root.putObject("added_tokens_decoder");
        int id = vocabulary.tokens().size();
        for (String token : SPECIAL) {
            decoder.set(String.valueOf(id++), addedToken(token, true));
        }
        for (String token : NOT_SPECIAL) {
            decoder.set(String.valueOf(id++), addedToken(token, false));
        }
        root.putArray("additional_special_tokens").add(TURN_START).add(TURN_END);
        root.putNull("bos_token");
        root.put("chat_template", chatTemplate());
        root.put("clean_up_tokenization_spaces", false);
        root.put("eos_token", TURN_END);
        root.put("errors", "replace");
        root.put("model_max_length", maxPositions);
        root.put("pad_token", END_OF_TEXT);
        root.put("split_special_tokens", false);
        root.put("tokenizer_class", "Qwen2Tokenizer");
        root.putNull("unk_token");
        return root;
    }

    private ObjectNode addedToken(String content, boolean special) {
        return json.createObjectNode()
                .put("content", content)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", special);
    }

    private ObjectNode byteLevel() {
        return json.createObjectNode()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", false)
                .put("use_regex", false);
    }

    private static String chatTemplate() throws IOException {
        try (InputStream in = TokenizerFiles.class.getResourceAsStream("chat-template.jinja")) {
            if (in == null) {
                throw new IOException("chat-template.jinja is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
