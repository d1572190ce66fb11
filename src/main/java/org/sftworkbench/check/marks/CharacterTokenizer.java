package org.sftworkbench.check.marks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sftworkbench.tokenizer.ChatTemplates;
import org.sftworkbench.tokenizer.Encoding;
import org.sftworkbench.tokenizer.SpecialTokens;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Makes a token of each character, and of each token that a policy may look for, so that a mask
 * tells exactly which characters are trained.
 */
final class CharacterTokenizer implements Tokenizer {
    private final Tokenizer real;
    private final List<String> whole;

    /**
     * @param real knows the special tokens
     * @param sought further tokens to keep whole
     */
    CharacterTokenizer(Tokenizer real, List<String> sought) {
        this.real = real;
        LinkedHashSet<String> tokens = new LinkedHashSet<>(sought);
        tokens.addAll(real.endOfTurnCandidates());
        this.whole = List.copyOf(tokens);
    }

    @Override
    public Encoding encode(String text) {
        List<int[]> tokens = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int start = at;
            String special =
                    whole.stream()
                            .filter(token -> text.startsWith(token, start))
                            .findFirst()
                            .orElse("");
            int length =
                    special.isEmpty()
                            ? Character.charCount(text.codePointAt(at))
                            : special.length();
            int id =
                    special.isEmpty()
                            ? whole.size() + text.codePointAt(at)
                            : whole.indexOf(special);
            tokens.add(new int[] {id, at, at + length});
            at += length;
        }
        return new Encoding(column(tokens, 0), column(tokens, 1), column(tokens, 2));
    }

    private static int[] column(List<int[]> tokens, int index) {
        return tokens.stream().mapToInt(token -> token[index]).toArray();
    }

    @Override
    public String decode(int[] ids, boolean skipSpecialTokens) {
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            tokenOf(id).filter(t -> !skipSpecialTokens || !isSpecial(id)).ifPresent(text::append);
        }
        return text.toString();
    }

    @Override
    public int size() {
        return whole.size() + Character.MAX_CODE_POINT + 1;
    }

    @Override
    public OptionalInt idOf(String token) {
        int index = whole.indexOf(token);
        if (index >= 0) {
            return OptionalInt.of(index);
        }
        return token.codePointCount(0, token.length()) == 1
                ? OptionalInt.of(whole.size() + token.codePointAt(0))
                : OptionalInt.empty();
    }

    @Override
    public Optional<String> tokenOf(int id) {
        return Optional.of(
                id < whole.size() ? whole.get(id) : Character.toString(id - whole.size()));
    }

    @Override
    public boolean isSpecial(int id) {
        return id < whole.size();
    }

    @Override
    public SpecialTokens special() {
        return real.special();
    }

    @Override
    public ChatTemplates chatTemplates() {
        return real.chatTemplates();
    }

    @Override
    public List<String> endOfTurnCandidates() {
        return real.endOfTurnCandidates();
    }

    /** Closes nothing: the real tokenizer is its owner's. */
    @Override
    public void close() {}
}
