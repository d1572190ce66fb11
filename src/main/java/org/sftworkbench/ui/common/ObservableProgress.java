package org.sftworkbench.ui.common;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.sftworkbench.job.Progress;

/**
 * Carries progress from the thread that works to properties on the FX thread, at most one update
 * waiting at a time.
 */
public final class ObservableProgress implements Progress {
    private record Report(String what, long done, long total) {}

    private final Executor fx;
    private final AtomicReference<Report> waiting = new AtomicReference<>();
    private final ReadOnlyStringWrapper what = new ReadOnlyStringWrapper(this, "what", "");
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(this, "fraction", -1);

    public ObservableProgress(Executor fx) {
        this.fx = fx;
    }

    @Override
    public void report(String what, long done, long total) {
        if (waiting.getAndSet(new Report(what, done, total)) == null) {
            fx.execute(this::show);
        }
    }

    private void show() {
        Report report = waiting.getAndSet(null);
        if (report != null) {
            what.set(report.what());
            fraction.set(report.total() > 0 ? (double) report.done() / report.total() : -1);
        }
    }

    /** What is being done, in the user's words. */
    public ReadOnlyStringProperty whatProperty() {
        return what.getReadOnlyProperty();
    }

    /** From 0 to 1, or -1 where unknown, as progress bars take it. */
    public ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }
}
