package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

/**
 * Makes an adapter part of its base model, one at a time; it can be stopped, and then leaves
 * nothing. FX thread only.
 */
final class AdapterMerge {
    private final Words words;
    private final Engine engine;
    private final Executor fx;
    private final Consumer<Problem> told;
    private final Failure failure;
    private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper(this, "active");
    private final ReadOnlyObjectWrapper<Path> merged = new ReadOnlyObjectWrapper<>(this, "merged");
    private EngineTask task;

    /** Told of a merge that failed. */
    interface Failure {
        /**
         * @param why what the user is told
         * @param again tries it again
         */
        void of(Path adapter, Problem why, Runnable again);
    }

    /**
     * @param told hears how it goes
     * @param failure hears of what failed after that
     */
    AdapterMerge(Words words, Engine engine, Executor fx, Consumer<Problem> told, Failure failure) {
        this.words = words;
        this.engine = engine;
        this.fx = fx;
        this.told = told;
        this.failure = failure;
    }

    /**
     * @param adapter its directory
     * @param out a directory that does not exist or is empty
     */
    void start(Path adapter, Path out) {
        if (active.get()) {
            told.accept(
                    Problem.warning(
                            words.say("An adapter is being merged; wait for it, or stop it.")));
            return;
        }
        told.accept(
                Problem.info(
                        words.say(
                                "Merging {0} into its base model; the whole model will be in {1}.",
                                name(adapter), out)));
        merged.set(null);
        active.set(true);
        try {
            task =
                    engine.submit(
                            new Command.Merge(adapter, ModelSettings.DEFAULTS, out),
                            event -> {
                                if (event instanceof Event.Terminal) {
                                    fx.execute(() -> ended(adapter, out, event));
                                }
                            });
        } catch (RuntimeException e) {
            ended(adapter, out, new Event.Failed(e.getMessage()));
        }
    }

    private void ended(Path adapter, Path out, Event event) {
        active.set(false);
        if (event instanceof Event.Merged done) {
            told.accept(
                    Problem.info(words.say("The whole model is saved in {0}.", done.checkpoint())));
            merged.set(done.checkpoint());
        } else if (event instanceof Event.Failed failed) {
            Problem why = Problem.error(failed.message());
            told.accept(why);
            failure.of(adapter, why, () -> start(adapter, out));
        } else {
            told.accept(Problem.info(words.say("The merge was stopped; nothing was written.")));
        }
    }

    /** Ends it; what was written is taken away. */
    void stop() {
        if (active.get()) {
            task.cancel();
        }
    }

    /** Whether it is under way. */
    ReadOnlyBooleanProperty activeProperty() {
        return active.getReadOnlyProperty();
    }

    /** The whole model that the last merge wrote; null from the start of another one on. */
    ReadOnlyObjectProperty<Path> mergedProperty() {
        return merged.getReadOnlyProperty();
    }

    private static String name(Path directory) {
        Path last = directory.getFileName();
        return last == null ? directory.toString() : last.toString();
    }
}
