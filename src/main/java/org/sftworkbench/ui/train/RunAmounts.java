package org.sftworkbench.ui.train;

import java.util.List;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.engine.Command;
import org.sftworkbench.job.Percent;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.RowSplit;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.words.Words;

/**
 * How much a run learns from, and how much of it is held out.
 *
 * @param rows trained on
 * @param heldOut rows held out
 * @param used what training uses of the rows that are trained on
 */
record RunAmounts(int rows, int heldOut, EncodedRows.Usable used) {
    /** Of a run that was made up. */
    static RunAmounts of(Command.Train run) {
        return new RunAmounts(
                run.examples().size(),
                run.measurements().evaluationRows().size(),
                EncodedRows.usable(run.examples(), run.config().length()));
    }

    /**
     * Of a run that would begin now: the rows are parted as it will part them; not at all where
     * they cannot be, as it does not begin then.
     *
     * @param heldOut a share where below 1, else a number of rows
     */
    static RunAmounts of(EncodedRows all, double heldOut, long seed, LengthPolicy length) {
        int rows = all.examples().size();
        double parted = RowSplit.isPossible(rows, heldOut) ? heldOut : 0;
        RowSplit split = RowSplit.of(rows, parted, seed);
        List<LabelledExample> trained = split.trained().stream().map(all.examples()::get).toList();
        return new RunAmounts(
                trained.size(), split.heldOut().size(), EncodedRows.usable(trained, length));
    }

    /**
     * The rows in words, such as {@code 72 rows + 10 held out, 3 left out}: those that are trained
     * on, as the run counts them, then the others of the data.
     */
    String rows(Words words) {
        String trained = count(words, used.rows());
        String parted =
                heldOut == 0
                        ? trained
                        : words.say("{0} + {1} held out", trained, Numbers.count(heldOut));
        long leftOut = rows - used.rows();
        return leftOut == 0
                ? parted
                : words.say("{0}, {1} left out", parted, Numbers.count(leftOut));
    }

    /** So many rows in words. */
    static String count(Words words, long rows) {
        return rows == 1 ? words.say("1 row") : words.say("{0} rows", Numbers.count(rows));
    }

    /** The tokens that count, of those of the rows that are trained on. */
    String tokens(Words words) {
        return words.say(
                "{0} of {1} ({2})",
                Numbers.count(used.supervised()),
                Numbers.count(used.tokens()),
                Percent.brief(used.supervised(), used.tokens()));
    }
}
