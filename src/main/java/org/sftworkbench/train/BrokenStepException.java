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

    /**
     * @param what {@code loss} or {@code gradient}
     * @param rows indices, among the rows that the trainer was given, of those that are broken by
     *     themselves
     * @param everyRow whether these are all of the step's
     */
    BrokenStepException(int step, String what, List<Integer> rows, boolean everyRow) {
        super(describe(step, what, rows, everyRow, row -> "row " + (row + 1) + " of those given"));
        this.step = step;
        this.what = what;
        this.rows = List.copyOf(rows);
        this.everyRow = everyRow;
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
        return describe(step, what, rows, everyRow, names);
    }

    private static String describe(
            int step, String what, List<Integer> rows, boolean everyRow, RowNames names) {
        String start =
                "step "
                        + step
                        + ": the "
                        + what
                        + " is no longer finite, so the update was not made. ";
        if (rows.isEmpty()) {
            return start
                    + "No row of the step is to blame by itself: lower the learning rate, or clip"
                    + " the gradients";
        }
        if (everyRow && rows.size() > 1) {
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
