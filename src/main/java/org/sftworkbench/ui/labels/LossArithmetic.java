package org.sftworkbench.ui.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sftworkbench.data.AccumulatedLoss;
import org.sftworkbench.data.RowLoss;
import org.sftworkbench.ui.common.words.Words;

/**
 * Writes out how the loss of a batch is computed, with its numbers; a sum that was not measured
 * stands as a question mark.
 */
final class LossArithmetic {
    private static final int TERMS = 6;

    private final LabelBatch batch;
    private final List<RowReading> readings;
    private final PartNames names;

    /**
     * @param batch with at least one row
     * @param readings what a model made of each row; empty for none
     */
    LossArithmetic(LabelBatch batch, List<RowReading> readings, PartNames names) {
        this.batch = batch;
        this.readings = readings;
        this.names = names;
    }

    /** What micro-batches are made of: packs, else dataset rows. */
    int units() {
        return units(false).size();
    }

    /** Each dataset row, then numerator, denominator and loss. */
    List<LossLine> ofBatch() {
        List<LossLine> lines = new ArrayList<>();
        List<RowLoss> rows = new ArrayList<>();
        for (int r = 0; r < batch.rows().size(); r++) {
            for (RowPart part : batch.rows().get(r).parts()) {
                RowLoss loss = loss(r, part);
                rows.add(loss);
                lines.add(new LossLine(names.of(part), fraction(loss)));
            }
        }
        RowLoss all = RowLoss.sum(rows);
        lines.add(
                new LossLine(
                        words().say("Numerator"),
                        sum(rows, row -> number(row.nll())) + " = " + number(all.nll())));
        lines.add(
                new LossLine(
                        words().say("Denominator"),
                        sum(rows, row -> Integer.toString(row.tokens())) + " = " + all.tokens()));
        lines.add(new LossLine(words().say("Loss"), fraction(all)));
        return lines;
    }

    /** Each micro-batch, then both means. */
    List<LossLine> ofMicroBatches(int count) {
        AccumulatedLoss window = AccumulatedLoss.of(units(true), count);
        List<RowLoss> parts = window.microBatches();
        List<LossLine> lines = new ArrayList<>();
        int from = 0;
        for (int m = 0; m < parts.size(); m++) {
            int to = AccumulatedLoss.ends(units(), count).get(m);
            lines.add(
                    new LossLine(
                            words().say("Micro-batch {0}", m + 1),
                            fraction(parts.get(m)) + "   (" + members(from, to) + ")"));
            from = to;
        }
        lines.add(
                new LossLine(
                        words().say("Token mean"),
                        "("
                                + sum(parts, part -> number(part.nll()))
                                + ") / ("
                                + sum(parts, part -> Integer.toString(part.tokens()))
                                + ") = "
                                + number(window.tokenMean())));
        lines.add(
                new LossLine(
                        words().say("Mean of means"),
                        "("
                                + sum(parts, part -> number(part.mean()))
                                + ") / "
                                + count
                                + " = "
                                + number(window.meanOfMeans())));
        return lines;
    }

    /** What the choice between the two means does to this batch. */
    String verdict(int count) {
        AccumulatedLoss window = AccumulatedLoss.of(units(true), count);
        if (window.microBatches().stream().anyMatch(part -> part.tokens() == 0)) {
            return words().say(
                            "A micro-batch without a supervised token has no mean: mean of means"
                                    + " divides by 0 and gives nan. Token mean does not mind.");
        }
        int heaviest = 0;
        int lightest = 0;
        for (int m = 1; m < count; m++) {
            heaviest = window.weight(m) > window.weight(heaviest) ? m : heaviest;
            lightest = window.weight(m) < window.weight(lightest) ? m : lightest;
        }
        double ratio = window.weight(heaviest) / window.weight(lightest);
        if (count == 1) {
            return words().say("One micro-batch: both are the same.");
        } else if (ratio == 1) {
            return words().say(
                            "All micro-batches have as many supervised tokens: both are the same.");
        }
        String weights =
                words().say(
                                "Under mean of means, a token of micro-batch {0} weighs {1} times as"
                                        + " much as one of micro-batch {2}; under token mean, all"
                                        + " tokens weigh the same.",
                                heaviest + 1,
                                String.format(Locale.ROOT, "%.2f", ratio),
                                lightest + 1);
        double change = window.meanOfMeans() - window.tokenMean();
        return Double.isNaN(change)
                ? weights
                : weights
                        + " "
                        + words().say(
                                        "The difference in the loss is {0}.",
                                        String.format(Locale.ROOT, "%+.3f", change));
    }

    private Words words() {
        return names.words();
    }

    private RowLoss loss(int r, RowPart part) {
        double nll =
                readings.isEmpty() ? Double.NaN : readings.get(r).nllOf(batch.rows().get(r), part);
        return new RowLoss(nll, part.supervisedTokens());
    }

    private List<RowLoss> units(boolean measured) {
        List<RowLoss> units = new ArrayList<>();
        for (int r = 0; r < batch.rows().size(); r++) {
            List<RowLoss> own = new ArrayList<>();
            for (RowPart part : batch.rows().get(r).parts()) {
                own.add(measured ? loss(r, part) : new RowLoss(0, part.supervisedTokens()));
            }
            if (batch.settings().layout() == BatchLayout.PACKED) {
                units.add(RowLoss.sum(own));
            } else {
                units.addAll(own);
            }
        }
        return units;
    }

    private String members(int from, int to) {
        boolean packs = batch.settings().layout() == BatchLayout.PACKED;
        List<String> numbers = new ArrayList<>();
        if (packs) {
            for (int r = from; r < to; r++) {
                numbers.add(Integer.toString(r + 1));
            }
        } else {
            batch.parts()
                    .skip(from)
                    .limit(to - from)
                    .forEach(part -> numbers.add(Integer.toString(part.row().number())));
        }
        String listed = String.join(", ", numbers);
        if (numbers.size() == 1) {
            return packs ? words().say("pack {0}", listed) : words().say("row {0}", listed);
        }
        return packs ? words().say("packs {0}", listed) : words().say("rows {0}", listed);
    }

    private static String fraction(RowLoss loss) {
        return number(loss.nll()) + " / " + loss.tokens() + " = " + mean(loss);
    }

    private static String mean(RowLoss loss) {
        return loss.tokens() == 0 ? "nan" : number(loss.mean());
    }

    private static String sum(List<RowLoss> rows, Function<RowLoss, String> term) {
        List<String> terms = rows.stream().map(term).toList();
        if (terms.size() <= TERMS) {
            return String.join(" + ", terms);
        }
        return terms.stream().limit(TERMS - 2).collect(Collectors.joining(" + "))
                + " + … + "
                + terms.get(terms.size() - 1);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "?" : String.format(Locale.ROOT, "%.3f", value);
    }
}
