package org.sftworkbench.ui.train;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sftworkbench.tokenizer.Encoding;
import org.sftworkbench.tokenizer.SpecialTokens;
import org.sftworkbench.tokenizer.Tokenizer;

/** A tokenizer whose ids are the characters themselves; {@code ⊣} ends a turn. */
final class CharacterTokenizer implements Tokenizer {
    static final char END_OF_TURN = '⊣';

    @Override
    public Encoding encode(String text) {
        int[] ids = text.chars().toArray();
        int[] starts = new int[ids.length];
        int[] ends = new int[ids.length];
        for (int t = 0; t < ids.length; t++) {
            starts[t] = t;
            ends[t] = t + 1;
        }
        return new Encoding(ids, starts, ends);
    }

    @Override
    public String decode(int[] ids, boolean skipSpecialTokens) {
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            if (!skipSpecialTokens || !isSpecial(id)) {
                text.append((char) id);
            }
        }
        return text.toString();
    }

    @Override
    public int size() {
        return Character.MAX_VALUE + 1;
    }

    @Override
    public OptionalInt idOf(String token) {
        return token.length() == 1 ? OptionalInt.of(token.charAt(0)) : OptionalInt.empty();
    }

    @Override
    public Optional<String> tokenOf(int id) {
        return Optional.of(Character.toString(id));
    }

    @Override
    public boolean isSpecial(int id) {
        return id == END_OF_TURN;
    }

    @Override
    public SpecialTokens special() {
        return new SpecialTokens(
                Optional.empty(),
                Optional.of(Character.toString(END_OF_TURN)),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Optional<String> chatTemplate() {
        return Optional.empty();
    }

    @Override
    public List<String> endOfTurnCandidates() {
        return List.of(Character.toString(END_OF_TURN));
    }

    @Override
    public void close() {}
}
