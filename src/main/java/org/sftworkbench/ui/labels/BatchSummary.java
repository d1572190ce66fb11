package org.sftworkbench.ui.labels;

import java.util.Locale;
import org.sftworkbench.job.Percent;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.words.Words;

/** Shape, waste and supervised tokens of a batch in a line. */
record BatchSummary(LabelBatch batch, Words words) {
    String text() {
        if (batch.rows().isEmpty()) {
            return "";
        }
        String shape =
                switch (batch.settings().layout()) {
                    case PADDED ->
                            words.say(
                                    "B × T = {0} × {1} = {2} cells  ·  {3} % padding",
                                    batch.rows().size(),
                                    Numbers.count(batch.length()),
                                    Numbers.count(batch.cells()),
                                    percent(batch.paddingShare()));
                    case PADDING_FREE ->
                            words.say(
                                    "{0} rows end to end: 1 × {1} cells  ·  no padding",
                                    batch.rows().get(0).parts().size(),
                                    Numbers.count(batch.cells()));
                    case PACKED ->
                            batch.rows().size() == 1
                                    ? words.say(
                                            "{0} rows in one pack of at most {1} tokens, {2}  · "
                                                    + " {3} % of the room used  ·  no padding",
                                            batch.parts().count(),
                                            Numbers.count(batch.settings().length().maxLength()),
                                            packing(words, batch),
                                            percent(batch.fill()))
                                    : words.say(
                                            "{0} rows in {1} packs of at most {2} tokens, {4}  · "
                                                    + " {3} % of the room used  ·  no padding",
                                            batch.parts().count(),
                                            batch.rows().size(),
                                            Numbers.count(batch.settings().length().maxLength()),
                                            percent(batch.fill()),
                                            packing(words, batch));
                };
        return shape
                + "  ·  "
                + words.say(
                        "{0} of {1} tokens supervised ({2})",
                        Numbers.count(batch.supervisedTokens()),
                        Numbers.count(batch.tokens()),
                        Percent.text(batch.supervisedTokens(), batch.tokens()))
                + (batch.leftOut() == 0
                        ? ""
                        : "  ·  " + words.say("{0} too long and left out", batch.leftOut()));
    }

    private static String packing(Words words, LabelBatch batch) {
        return switch (batch.settings().packing()) {
            case BFD -> words.say("best fit decreasing (bfd)");
            case FFD -> words.say("first fit decreasing (ffd)");
        };
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
