package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.tokenizer.TokenizerException;
import org.sftworkbench.ui.common.LatestOnly;
import org.sftworkbench.ui.common.Problem;

/**
 * Gives a side the model that the user chooses, unless it cannot be asked: then the side stays as
 * it is, and it is told why. FX thread only; files are read on the background executor.
 */
final class ModelChoice {
    private final Consumer<Path> check;
    private final Executor background;
    private final Executor fx;
    private final ObjectProperty<Problem> problem;
    private final Map<ChatSide, LatestOnly> looking = new HashMap<>();
    private Problem refused;

    /**
     * @param check throws what asking a model would
     * @param problem what the user is told
     */
    ModelChoice(
            Consumer<Path> check,
            Executor background,
            Executor fx,
            ObjectProperty<Problem> problem) {
        this.check = check;
        this.background = background;
        this.fx = fx;
        this.problem = problem;
    }

    void choose(ChatSide side, Path model) {
        looking.computeIfAbsent(side, s -> new LatestOnly(background, fx))
                .submit(
                        () -> {
                            try {
                                check.accept(model);
                                return () -> take(side, model);
                            } catch (TokenizerException | ModelException e) {
                                return () -> refuse(Problem.of(e));
                            }
                        });
    }

    private void take(ChatSide side, Path model) {
        if (refused != null && refused == problem.get()) {
            problem.set(null);
        }
        refused = null;
        side.choose(model);
    }

    private void refuse(Problem why) {
        refused = why;
        problem.set(why);
    }
}
