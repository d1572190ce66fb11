package org.sftworkbench.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.sftworkbench.tokenizer.ChatTemplates;
import org.sftworkbench.tokenizer.Encoding;
import org.sftworkbench.tokenizer.SpecialTokens;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * A tokenizer whose ids are the characters themselves; {@code <|im_start|>} is {@code ⊢} and {@code
 * <|im_end|>} is {@code ⊣}.
 */
final class CharacterTokenizer implements Tokenizer {
    static final char START_OF_TURN = '⊢';
    static final char END_OF_TURN = '⊣';
    private static final Map<String, Integer> SPECIAL =
            Map.of("<|im_start|>", (int) START_OF_TURN, "<|im_end|>", (int) END_OF_TURN);

    @Override
    public Encoding encode(String text) {
        List<int[]> tokens = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int start = at;
            Optional<Map.Entry<String, Integer>> marker =
                    SPECIAL.entrySet().stream()
                            .filter(entry -> text.startsWith(entry.getKey(), start))
                            .findFirst();
            at += marker.map(entry -> entry.getKey().length()).orElse(1);
            int id = marker.map(Map.Entry::getValue).orElse((int) text.charAt(start));
            tokens.add(new int[] {id, start, at});
        }
        return new Encoding(
                tokens.stream().mapToInt(token -> token[0]).toArray(),
                tokens.stream().mapToInt(token -> token[1]).toArray(),
                tokens.stream().mapToInt(token -> token[2]).toArray());
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
        Integer special = SPECIAL.get(token);
        return special == null ? OptionalInt.empty() : OptionalInt.of(special);
    }

    @Override
    public Optional<String> tokenOf(int id) {
        return SPECIAL.entrySet().stream()
                .filter(entry -> entry.getValue() == id)
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> Optional.of(Character.toString(id)));
    }

    @Override
    public boolean isSpecial(int id) {
        return SPECIAL.containsValue(id);
    }

    @Override
    public SpecialTokens special() {
        return new SpecialTokens(
                Optional.empty(), Optional.of("<|im_end|>"), Optional.empty(), Optional.empty());
    }

    @Override
    public ChatTemplates chatTemplates() {
        return ChatTemplates.NONE;
    }

    @Override
    public List<String> endOfTurnCandidates() {
        return List.of("<|im_end|>");
    }

    @Override
    public void close() {}
}
