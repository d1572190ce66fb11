package org.sftworkbench.ui.runs;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.run.Metrics;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunException;
import org.sftworkbench.run.StoredRun;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.words.Words;

/** The past runs that are drawn beside the present one. FX thread only. */
public final class RunOverlays {
    /** As many as can be told apart by colour and dashes. */
    public static final int MOST = 6;

    private final Words words;
    private final Executor background;
    private final Executor fx;
    private final Consumer<String> refused;
    private final ObservableList<OverlaidRun> shown = FXCollections.observableArrayList();

    /**
     * @param refused hears why a run cannot be shown
     */
    RunOverlays(Words words, Executor background, Executor fx, Consumer<String> refused) {
        this.words = words;
        this.background = background;
        this.fx = fx;
        this.refused = refused;
    }

    /** The runs that are drawn. */
    public ObservableList<OverlaidRun> shown() {
        return shown;
    }

    /** The overlay of a run, where it is drawn. */
    public Optional<OverlaidRun> of(RunDirectory run) {
        return shown.stream().filter(overlay -> overlay.directory().equals(run)).findFirst();
    }

    /** Draws a run, or takes it away again. */
    public void toggle(StoredRun run) {
        Optional<OverlaidRun> present = of(run.directory());
        if (present.isPresent()) {
            shown.remove(present.get());
            return;
        }
        Optional<String> look = freeLook();
        if (look.isEmpty()) {
            refused.accept(
                    words.say(
                            "Six runs can be told apart in the charts; take one away before adding"
                                    + " another."));
            return;
        }
        OverlaidRun overlay =
                new OverlaidRun(
                        run.directory(),
                        new SimpleStringProperty(name(run)),
                        look.get(),
                        new MetricHistory());
        shown.add(overlay);
        BackgroundTask.of(() -> Metrics.read(run.directory()))
                .onSuccess(
                        metrics -> {
                            overlay.history().take(metrics);
                            // Set again, so that who draws it looks how far it goes.
                            int at = shown.indexOf(overlay);
                            if (at >= 0) {
                                shown.set(at, overlay);
                            }
                        })
                .onError(
                        RunException.class,
                        e -> {
                            shown.remove(overlay);
                            refused.accept(e.getMessage());
                        })
                .start(background, fx);
    }

    /** Follows a run that was renamed. */
    void renamed(StoredRun run) {
        of(run.directory()).ifPresent(overlay -> overlay.name().set(name(run)));
    }

    /** A run is there no more. */
    void gone(RunDirectory run) {
        shown.removeIf(overlay -> overlay.directory().equals(run));
    }

    private static String name(StoredRun run) {
        return run.record().map(record -> record.name()).orElse(run.directory().name());
    }

    private Optional<String> freeLook() {
        return IntStream.rangeClosed(1, MOST)
                .mapToObj(n -> "run-" + n)
                .filter(look -> shown.stream().noneMatch(o -> o.look().equals(look)))
                .findFirst();
    }
}
