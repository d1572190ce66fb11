package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.StoredRun;
import org.sftworkbench.ui.runs.RunsViewModel;

/**
 * Draws the last run of the window before in the charts again, under its name as any run of the
 * past, until another run is started. FX thread only.
 */
public final class LastRun {
    private final RunsViewModel runs;
    private final RunCourse course;
    private final ReadOnlyStringWrapper directory =
            new ReadOnlyStringWrapper(this, "directory", "");
    private String wanted = "";
    private RunDirectory drawn;

    public LastRun(RunsViewModel runs, RunCourse course) {
        this.runs = runs;
        this.course = course;
        runs.runs().addListener((InvalidationListener) change -> draw());
        course.stateProperty().addListener((o, was, is) -> follow(is));
    }

    private void follow(TrainState state) {
        if (state == TrainState.RUNNING) {
            directory.set(whole(course.directory()));
        }
        if (state.isActive()) {
            wanted = "";
            if (drawn != null) {
                // Nobody has asked for it beside the new one.
                runs.overlays().of(drawn).ifPresent(runs.overlays().shown()::remove);
                drawn = null;
            }
        }
    }

    private void draw() {
        if (wanted.isEmpty()) {
            return;
        }
        Optional<StoredRun> last =
                runs.runs().stream()
                        .filter(run -> whole(run.directory().path()).equals(wanted))
                        .findFirst();
        last.ifPresent(
                run -> {
                    wanted = "";
                    if (runs.overlays().of(run.directory()).isEmpty()) {
                        drawn = run.directory();
                        runs.overlays().toggle(run);
                    }
                });
    }

    private static String whole(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    /**
     * Has a run drawn as soon as it is found among those of the past; one that is not is not
     * missed.
     *
     * @param kept what {@link #directoryProperty} was
     */
    public void restore(String kept) {
        directory.set(kept);
        if (!course.activeProperty().get()) {
            wanted = kept;
            draw();
        }
    }

    /** The run that was under way last, to be kept with the window; empty for none. */
    public ReadOnlyStringProperty directoryProperty() {
        return directory.getReadOnlyProperty();
    }
}
