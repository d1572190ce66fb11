package org.sftworkbench.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sftworkbench.tokenizer.ChatTemplates;
import org.sftworkbench.tokenizer.Encoding;
import org.sftworkbench.tokenizer.SpecialTokens;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * A tokenizer of words for tests of view models; ids are given out in the order words are first
 * met, after {@code <|endoftext|>} 0, {@code <|im_start|>} 1 and {@code <|im_end|>} 2.
 */
public final class WordTokenizer implements Tokenizer {
    public static final int PAD = 0;
    public static final int IM_START = 1;
    public static final int IM_END = 2;

    private static final Pattern PIECES =
            Pattern.compile("<\\|[a-z_]+\\|>| ?[\\p{L}\\p{N}]+|.", Pattern.DOTALL);

    private final List<String> vocabulary =
            new ArrayList<>(List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>"));
    private final ChatTemplates templates;

    /** Of a model without chat templates. */
    public WordTokenizer() {
        this(ChatTemplates.NONE);
    }

    public WordTokenizer(ChatTemplates templates) {
        this.templates = templates;
    }

    @Override
    public synchronized Encoding encode(String text) {
        List<int[]> tokens = new ArrayList<>();
        Matcher pieces = PIECES.matcher(text);
        while (pieces.find()) {
            tokens.add(new int[] {id(pieces.group()), pieces.start(), pieces.end()});
        }
        return new Encoding(column(tokens, 0), column(tokens, 1), column(tokens, 2));
    }

    private static int[] column(List<int[]> tokens, int c) {
        return tokens.stream().mapToInt(token -> token[c]).toArray();
    }

    /** The id of a word, new where it was never met. */
    public synchronized int id(String word) {
        int id = vocabulary.indexOf(word);
        if (id < 0) {
            id = vocabulary.size();
            vocabulary.add(word);
        }
        return id;
    }

    @Override
    public synchronized String decode(int[] ids, boolean skipSpecialTokens) {
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            if (!skipSpecialTokens || !isSpecial(id)) {
                text.append(vocabulary.get(id));
            }
        }
        return text.toString();
    }

    @Override
    public synchronized int size() {
        return vocabulary.size();
    }

    @Override
    public synchronized OptionalInt idOf(String token) {
        int id = vocabulary.indexOf(token);
        return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
    }

    @Override
    public synchronized Optional<String> tokenOf(int id) {
        return id >= 0 && id < vocabulary.size()
                ? Optional.of(vocabulary.get(id))
                : Optional.empty();
    }

    @Override
    public boolean isSpecial(int id) {
        return id <= IM_END;
    }

    @Override
    public SpecialTokens special() {
        return new SpecialTokens(
                Optional.empty(),
                Optional.of("<|im_end|>"),
                Optional.of("<|endoftext|>"),
                Optional.empty());
    }

    @Override
    public ChatTemplates chatTemplates() {
        return templates;
    }

    @Override
    public List<String> endOfTurnCandidates() {
        return List.of("<|im_end|>");
    }

    @Override
    public void close() {}
}
