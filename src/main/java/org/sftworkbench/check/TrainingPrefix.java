package org.sftworkbench.check;

import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.TokenView;

/**
 * The ids before the last answer are not the ids that chat sends, or training starts elsewhere than
 * generation does. Where already the texts differ, {@link PromptNotPrefix} tells.
 */
final class TrainingPrefix implements RowCheck {
    @Override
    public String name() {
        return "training-prefix-differs";
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        List<Turn> turns = row.trainedTurns();
        if (!row.masks() || turns.isEmpty()) {
            return List.of();
        }
        Turn turn = turns.get(turns.size() - 1);
        Optional<String> text = row.promptText(turn.message());
        if (text.isEmpty() || !row.example().text().startsWith(text.get())) {
            return List.of();
        }
        int opened = StraddlingToken.firstFrom(row.example().tokens(), text.get().length());
        boolean straddled =
                opened > 0 && row.example().tokens().get(opened - 1).end() > text.get().length();
        Optional<int[]> ids = straddled ? Optional.empty() : row.promptIds(turn.message());
        return ids.map(prompt -> compare(row, turn, prompt, opened)).orElse(List.of());
    }

    private List<Finding> compare(RowUnderCheck row, Turn turn, int[] prompt, int opened) {
        int[] trained = row.example().example().inputIds();
        int at = 0;
        while (at < prompt.length && at < opened && prompt[at] == trained[at]) {
            at++;
        }
        if (at < prompt.length || at < opened) {
            return List.of(
                    said(
                            row,
                            turn,
                            at,
                            at + 1,
                            "the text that chat sends becomes other ids than the same text before"
                                    + " the answer in training",
                            "let the prompt end where a token ends, such as at a special token or"
                                    + " a line break"));
        }
        int start = turn.firstTrained(row.example());
        if (start > opened) {
            return List.of(
                    said(
                            row,
                            turn,
                            opened,
                            start,
                            start
                                    - opened
                                    + " tokens after what chat sends are not trained: "
                                    + shown(row.example().tokens().subList(opened, start)),
                            "in chat the model must write them itself: train them, or let"
                                    + " add_generation_prompt write them"));
        }
        if (start < opened) {
            return List.of(
                    said(
                            row,
                            turn,
                            start,
                            opened,
                            opened
                                    - start
                                    + " trained tokens are sent by chat already: "
                                    + shown(row.example().tokens().subList(start, opened)),
                            "start training after what add_generation_prompt writes"));
        }
        return List.of();
    }

    private Finding said(
            RowUnderCheck row, Turn turn, int first, int end, String message, String remedy) {
        int shown = Math.min(first, row.example().tokens().size() - 1);
        return finding(
                Severity.WARNING,
                message,
                remedy,
                row.place()
                        .atMessage(turn.message())
                        .atTokens(shown, Math.max(shown + 1, end))
                        .atTemplate(row.example().tokens().get(shown).node()));
    }

    private static String shown(List<TokenView> tokens) {
        StringBuilder text = new StringBuilder();
        tokens.stream().limit(12).forEach(token -> text.append(token.text()));
        return "\"" + text.toString().replace("\n", "\\n") + (tokens.size() > 12 ? "…\"" : "\"");
    }
}
