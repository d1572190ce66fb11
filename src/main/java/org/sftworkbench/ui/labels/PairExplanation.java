package org.sftworkbench.ui.labels;

import java.util.List;
import org.sftworkbench.data.Labels;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.ui.common.VisibleText;

/** Says in words what a position of a batch predicts, and why its label is what it is. */
final class PairExplanation {
    private final LabelRow row;
    private final LabelConvention convention;

    PairExplanation(LabelRow row, LabelConvention convention) {
        this.row = row;
        this.convention = convention;
    }

    /**
     * @param t position that predicts, or -1 for the first label of the aligned convention
     */
    String of(int t) {
        if (t < 0) {
            return "Label 0 belongs to the first token. No position comes before it, so nothing"
                    + " predicts it: the shift inside the loss drops it.";
        }
        if (row.isPadding(t)) {
            return padding(t);
        }
        if (t + 1 >= row.length() || row.isPadding(t + 1)) {
            return last(t);
        }
        return row.predicts(t) ? predicts(t) : ignored(t);
    }

    private String padding(int t) {
        boolean before = t < row.offset();
        return "Position "
                + t
                + " is padding (id "
                + row.inputIds()[t]
                + "): it fills the row up to the batch's length "
                + (before ? "on the left" : "on the right")
                + ". Its attention mask is 0, its label "
                + Labels.IGNORE
                + (before
                        ? ". The first real token still gets position id 0."
                        : ". No real token ever looks at it, because attention looks left only.");
    }

    private String last(int t) {
        String seen = "Position " + t + " sees the row up to " + quoted(t);
        String nothing = ", the last token. Nothing comes after it, so it has nothing to predict";
        return convention == LabelConvention.SHIFTED
                ? seen + nothing + ": label " + t + " is " + Labels.IGNORE + "."
                : seen + nothing + ": the shift inside the loss drops its output.";
    }

    private String predicts(int t) {
        String next = quoted(t + 1) + " (id " + row.inputIds()[t + 1] + ")";
        String pair =
                "Position " + t + " sees the row up to " + quoted(t) + " and predicts " + next;
        return convention == LabelConvention.SHIFTED
                ? pair
                        + ". Label "
                        + t
                        + " is input id "
                        + (t + 1)
                        + ", copied one place to the left: it counts toward the loss."
                : pair
                        + ". Label "
                        + (t + 1)
                        + " is the token's own id; inside the loss, output "
                        + t
                        + " is scored against label "
                        + (t + 1)
                        + ".";
    }

    private String ignored(int t) {
        int place = convention == LabelConvention.SHIFTED ? t : t + 1;
        return "Position "
                + t
                + " sees the row up to "
                + quoted(t)
                + ". The next token, "
                + quoted(t + 1)
                + ", "
                + reason(row.token(t + 1))
                + ", so label "
                + place
                + " is "
                + Labels.IGNORE
                + " and the loss leaves it out.";
    }

    private String reason(TokenView next) {
        if (next.message() < 0) {
            return "was written by the template outside any message";
        }
        if (!next.role().equals("assistant")) {
            return "is part of the "
                    + (next.role().isEmpty() ? "" : next.role() + " ")
                    + "message, which the model reads and does not write";
        }
        List<TokenView> turn =
                row.annotated().tokens().stream()
                        .filter(token -> token.message() == next.message())
                        .toList();
        if (turn.stream().noneMatch(TokenView::trained)) {
            return "is part of an answer that the mask policy leaves out";
        }
        boolean before =
                turn.stream().filter(TokenView::trained).findFirst().orElseThrow().start()
                        > next.start();
        return before
                ? "opens the assistant's turn, which the prompt already brings"
                : "comes after the end of the answer, which the model need not write";
    }

    private String quoted(int t) {
        return "‘" + VisibleText.of(row.token(t).text()) + "’";
    }
}
