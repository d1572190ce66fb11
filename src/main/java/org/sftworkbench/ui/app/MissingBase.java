package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Problem;

/**
 * An adapter that could not be used because its base model is not where it says: the user can name
 * that, and it is tried again. FX thread only.
 */
final class MissingBase {
    /**
     * @param why what was told of it
     * @param again tries again what needed its base model
     */
    private record Lonely(Path adapter, Problem why, Runnable again) {}

    private final ObjectProperty<Problem> problem;
    private final Executor background;
    private final Executor fx;
    private final ObjectProperty<Lonely> lonely = new SimpleObjectProperty<>(this, "lonely");
    private final BooleanBinding told;

    /**
     * @param problem what the user is told now
     */
    MissingBase(ObjectProperty<Problem> problem, Executor background, Executor fx) {
        this.problem = problem;
        this.background = background;
        this.fx = fx;
        told =
                Bindings.createBooleanBinding(
                        () -> lonely.get() != null && lonely.get().why() == problem.get(),
                        lonely,
                        problem);
    }

    /**
     * Looks whether this is why a directory could not be used.
     *
     * @param why what was told of it
     * @param again tries it again
     */
    void look(Path directory, Problem why, Runnable again) {
        BackgroundTask.of(() -> lacksBase(directory))
                .onSuccess(
                        lacks -> {
                            if (lacks) {
                                lonely.set(new Lonely(directory, why, again));
                            }
                        })
                .start(background, fx);
    }

    private static boolean lacksBase(Path directory) {
        try {
            return ModelDirectory.lacksBase(directory);
        } catch (ModelException e) {
            // The adapter itself is broken, which another base model does not mend.
            return false;
        }
    }

    /** Whether that is what is told. */
    BooleanBinding toldProperty() {
        return told;
    }

    /** Writes into the adapter's configuration where its base model is, and tries again. */
    void name(Path base) {
        Path adapter = lonely.get().adapter();
        Runnable again = lonely.get().again();
        BackgroundTask.of(
                        () -> {
                            ModelDirectory.putOn(adapter, base);
                            return adapter;
                        })
                .onSuccess(
                        named -> {
                            lonely.set(null);
                            problem.set(null);
                            again.run();
                        })
                .onError(
                        ModelException.class,
                        e -> {
                            Problem unfit = Problem.of(e);
                            lonely.set(new Lonely(adapter, unfit, again));
                            problem.set(unfit);
                        })
                .start(background, fx);
    }
}
