package org.sftworkbench.ui.app;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import org.sftworkbench.ui.common.Problem;

/**
 * Waits once for something to be open, or for the problem that keeps it from it. FX thread only.
 */
final class WhenOpen {
    private final ObservableValue<Problem> problem;
    private final Problem before;
    private final BooleanSupplier open;
    private final Runnable opened;
    private final Consumer<String> failed;
    private final ObservableValue<?>[] watched;
    private final InvalidationListener listener = observable -> look();

    private WhenOpen(
            ObservableValue<Problem> problem,
            BooleanSupplier open,
            Runnable opened,
            Consumer<String> failed,
            ObservableValue<?>... watched) {
        this.problem = problem;
        this.before = problem.getValue();
        this.open = open;
        this.opened = opened;
        this.failed = failed;
        this.watched = watched;
    }

    /**
     * @param problem of opening; one that comes from now on ends the wait
     * @param open whether it is open
     * @param opened called once it is
     * @param failed called with the problem
     * @param watched change when it may have been opened
     */
    static void await(
            ObservableValue<Problem> problem,
            BooleanSupplier open,
            Runnable opened,
            Consumer<String> failed,
            ObservableValue<?>... watched) {
        WhenOpen wait = new WhenOpen(problem, open, opened, failed, watched);
        problem.addListener(wait.listener);
        for (ObservableValue<?> each : watched) {
            each.addListener(wait.listener);
        }
    }

    private void look() {
        Problem now = problem.getValue();
        boolean isOpen = open.getAsBoolean();
        boolean trouble = now != null && !now.equals(before);
        if (!isOpen && !trouble) {
            // Values that are not asked for would not tell of their next change.
            for (ObservableValue<?> each : watched) {
                each.getValue();
            }
            return;
        }
        problem.removeListener(listener);
        for (ObservableValue<?> each : watched) {
            each.removeListener(listener);
        }
        if (isOpen) {
            opened.run();
        } else {
            failed.accept(now.summary());
        }
    }
}
