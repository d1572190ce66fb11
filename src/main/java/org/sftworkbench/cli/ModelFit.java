package org.sftworkbench.cli;

import java.util.Locale;
import java.util.Optional;
import org.sftworkbench.model.ModelConfig;

/**
 * Says whether a model can take rows of ids, before they reach it, so that what does not fit is
 * named by file and row.
 */
final class ModelFit {
    private final ModelConfig config;

    ModelFit(ModelConfig config) {
        this.config = config;
    }

    /** Why the model cannot take these ids; empty where it can. */
    Optional<String> problem(int[] ids) {
        if (ids.length > config.maxPositions()) {
            return Optional.of(ids.length + " tokens, more than " + config.bound());
        }
        for (int t = 0; t < ids.length; t++) {
            if (ids[t] >= config.vocabularySize()) {
                return Optional.of(
                        String.format(
                                Locale.ROOT,
                                "input_ids[%d] is %d, outside the model's vocabulary of %d ids;"
                                        + " does the tokenizer belong to this model?",
                                t,
                                ids[t],
                                config.vocabularySize()));
            }
        }
        return Optional.empty();
    }

    /**
     * @throws CommandFailure where a row does not fit; names it
     */
    void require(SourcedExample row) {
        problem(row.example().inputIds())
                .ifPresent(
                        problem -> {
                            throw new CommandFailure(row.problem(problem));
                        });
    }
}
