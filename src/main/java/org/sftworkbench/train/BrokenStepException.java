package org.sftworkbench.train;

import java.util.List;

/**
 * A step whose loss or gradient is not finite; its update was not made.
 *
 * <p>Tells which rows of the step are broken by themselves, so that whoever knows where the rows
 * come from can name them.
 */
public final class BrokenStepException extends TrainingException {
    private static final long serialVersionUID = 1L;

    private static final int NAMED = 5;

    private final int step;
    private final String what;
    private final List<Integer> rows;
    private final boolean everyRow;
    private final boolean explained;

    /**
     * @param what {@code loss} or {@code gradient}
     * @param rows indices, among the rows that the trainer was given, of those that are broken by
     *     themselves
     * @param everyRow whether these are all of the step's, and not for a fault of their own
     */
    BrokenStepException(int step, String what, List<Integer> rows, boolean everyRow) {
        this(step, what, rows, everyRow, true);
    }

    private BrokenStepException(
            int step, String what, List<Integer> rows, boolean everyRow, boolean explained) {
        super(
                describe(
                        start(step, what),
                        explained,
                        rows,
                        everyRow,
                        row -> "row " + (row + 1) + " of those given"));
        this.step = step;
        this.what = what;
        this.rows = List.copyOf(rows);
        this.everyRow = everyRow;
        this.explained = explained;
    }

    /**
     * Where the rows to blame could not be found.
     *
     * @param why looking for them failed
     */
    static BrokenStepException unexplained(int step, String what, Throwable why) {
        BrokenStepException broken = new BrokenStepException(step, what, List.of(), false, false);
        broken.addSuppressed(why);
        return broken;
    }

    /**
     * Indices, among the rows that the trainer was given, of those that are broken by themselves.
     */
    public List<Integer> rows() {
        return rows;
    }

    /**
     * Whether no row is to blame but the weights that the run has come to, so that the same
     * settings would break it again.
     */
    public boolean isOfSettings() {
        return explained && (rows.isEmpty() || everyRow);
    }

    /** Names a row of the user's. */
    @FunctionalInterface
    public interface RowNames {
        /**
         * @param row index among the rows that the trainer was given
         */
        String of(int row);
    }

    /** What happened and what to do, for the user. */
    public String describe(RowNames names) {
        return describe(start(step, what), explained, rows, everyRow, names);
    }

    private static String start(int step, String what) {
        return "Step "
                + step
                + ": the "
                + what
                + " is no longer finite, so the update was not made. ";
    }

    private static String describe(
            String start, boolean explained, List<Integer> rows, boolean everyRow, RowNames names) {
        if (!explained) {
            return start
                    + "Which of the step's rows it comes from could not be found out, as computing"
                    + " them one by one failed";
        }
        if (rows.isEmpty()) {
            return start
                    + "No row of the step is to blame by itself: lower the learning rate, or clip"
                    + " the gradients";
        }
        if (everyRow) {
            return start
                    + "So is that of every row of the step by itself, such as "
                    + names.of(rows.get(0))
                    + ": the weights are at fault. Lower the learning rate, or look at the model"
                    + " that the run started from";
        }
        return start
                + "It comes from "
                + list(rows, names)
                + ": mend what stands there, or leave it out";
    }

    private static String list(List<Integer> rows, RowNames names) {
        int named = Math.min(rows.size(), NAMED);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < named; i++) {
            String before = i == 0 ? "" : i == rows.size() - 1 ? " and " : ", ";
            all.append(before).append(names.of(rows.get(i)));
        }
        if (named < rows.size()) {
            all.append(" and ").append(rows.size() - named).append(" more");
        }
        return all.toString();
    }
}
