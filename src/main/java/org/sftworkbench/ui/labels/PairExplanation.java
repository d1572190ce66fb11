package org.sftworkbench.ui.labels;

import java.util.List;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.ui.common.VisibleText;
import org.sftworkbench.ui.common.words.Words;

/** Says in words what a position of a batch predicts, and why its label is what it is. */
final class PairExplanation {
    private final LabelRow row;
    private final LabelConvention convention;
    private final Words words;

    PairExplanation(LabelRow row, LabelConvention convention, Words words) {
        this.row = row;
        this.convention = convention;
        this.words = words;
    }

    /**
     * @param t position that predicts, or -1 for the first label of the aligned convention
     */
    String of(int t) {
        if (t < 0) {
            return words.say(
                    "Label 0 belongs to the first token. No position comes before it, so nothing"
                            + " predicts it: the shift inside the loss drops it.");
        }
        if (row.isPadding(t)) {
            return padding(t);
        }
        if (t + 1 < row.length() && row.begins(t + 1) && !row.isPadding(t)) {
            return border(t);
        }
        if (t + 1 >= row.length() || row.isPadding(t + 1)) {
            return last(t);
        }
        return row.predicts(t) ? predicts(t) : ignored(t);
    }

    private String padding(int t) {
        return t < row.parts().get(0).start()
                ? words.say(
                        "Position {0} is padding (id {1}): it fills the row up to the batch's"
                                + " length on the left. Its attention mask is 0, its label -100."
                                + " The first real token still gets position id 0.",
                        t, row.inputIds()[t])
                : words.say(
                        "Position {0} is padding (id {1}): it fills the row up to the batch's"
                                + " length on the right. Its attention mask is 0, its label -100."
                                + " No real token ever looks at it, because attention looks left"
                                + " only.",
                        t, row.inputIds()[t]);
    }

    private String border(int t) {
        return convention == LabelConvention.SHIFTED
                ? words.say(
                        "Position {0} sees its row up to {1}, the row's last token. The next token,"
                                + " {2}, begins another row, which this one must not predict: label"
                                + " {0} is -100, and the position ids begin anew.",
                        t, quoted(t), quoted(t + 1))
                : words.say(
                        "Position {0} sees its row up to {1}, the row's last token. The next token,"
                                + " {2}, begins another row, which this one must not predict: label"
                                + " {3} is -100, and the position ids begin anew.",
                        t, quoted(t), quoted(t + 1), t + 1);
    }

    private String last(int t) {
        return convention == LabelConvention.SHIFTED
                ? words.say(
                        "Position {0} sees the row up to {1}, the last token. Nothing comes after"
                                + " it, so it has nothing to predict: label {0} is -100.",
                        t, quoted(t))
                : words.say(
                        "Position {0} sees the row up to {1}, the last token. Nothing comes after"
                                + " it, so it has nothing to predict: the shift inside the loss"
                                + " drops its output.",
                        t, quoted(t));
    }

    private String predicts(int t) {
        return convention == LabelConvention.SHIFTED
                ? words.say(
                        "Position {0} sees the row up to {1} and predicts {2} (id {3}). Label {0}"
                                + " is input id {4}, copied one place to the left: it counts toward"
                                + " the loss.",
                        t, quoted(t), quoted(t + 1), row.inputIds()[t + 1], t + 1)
                : words.say(
                        "Position {0} sees the row up to {1} and predicts {2} (id {3}). Label {4}"
                                + " is the token's own id; inside the loss, output {0} is scored"
                                + " against label {4}.",
                        t, quoted(t), quoted(t + 1), row.inputIds()[t + 1], t + 1);
    }

    private String ignored(int t) {
        return words.say(
                "Position {0} sees the row up to {1}. The next token, {2}, {3}, so label {4} is"
                        + " -100 and the loss leaves it out.",
                t,
                quoted(t),
                quoted(t + 1),
                reason(t + 1),
                convention == LabelConvention.SHIFTED ? t : t + 1);
    }

    private String reason(int t) {
        TokenView next = row.token(t);
        if (next.message() < 0) {
            return words.say("was written by the template outside any message");
        }
        if (!next.role().equals("assistant")) {
            return next.role().isEmpty()
                    ? words.say("is part of a message, which the model reads and does not write")
                    : words.say(
                            "is part of the {0} message, which the model reads and does not write",
                            next.role());
        }
        List<TokenView> turn =
                row.partAt(t).orElseThrow().annotated().tokens().stream()
                        .filter(token -> token.message() == next.message())
                        .toList();
        if (turn.stream().noneMatch(TokenView::trained)) {
            return words.say("is part of an answer that the mask policy leaves out");
        }
        int first = turn.stream().filter(TokenView::trained).findFirst().orElseThrow().start();
        int last =
                turn.stream().filter(TokenView::trained).mapToInt(TokenView::start).max().orElse(0);
        if (next.start() < first) {
            return words.say("opens the assistant's turn, which the prompt already brings");
        }
        return next.start() > last
                ? words.say("comes after the end of the answer, which the model need not write")
                : words.say("is a part of the answer that the mask policy leaves out");
    }

    private String quoted(int t) {
        return "‘" + VisibleText.of(row.token(t).text()) + "’";
    }
}
