package org.sftworkbench.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.run.RecordedData;
import org.sftworkbench.run.RecordedTemplate;

/**
 * What a run keeps of itself in its directory, beyond the finished model. Plain data.
 *
 * @param files the rows were read from
 * @param template the rows were rendered with
 * @param policy which tokens count, and what else decided how rows became tokens: {@link RowRecipe}
 * @param tokenizer directory of the tokenizer that sample answers are written out with; empty for
 *     none
 * @param saveSteps optimizer steps between two checkpoints; 0 for none but where the run ends early
 * @param saveTotalLimit checkpoints to keep, the newest and the best among them; 0 for all
 * @param resume whether the directory holds the run already, and it goes on
 * @param checkpoint where it goes on from; empty for the first step
 */
public record Recording(
        List<RecordedData.DataFile> files,
        RecordedTemplate template,
        ObjectNode policy,
        Optional<Path> tokenizer,
        int saveSteps,
        int saveTotalLimit,
        boolean resume,
        Optional<Path> checkpoint) {
    /** TRL's {@code save_steps}. */
    public static final int SAVE_STEPS = 500;

    public Recording {
        files = List.copyOf(files);
        if (saveSteps < 0) {
            throw new IllegalArgumentException("save steps must be 0 or more, not " + saveSteps);
        }
        if (saveTotalLimit < 0) {
            throw new IllegalArgumentException(
                    "save total limit must be 0 or more, not " + saveTotalLimit);
        }
    }

    /** Of a new run that keeps every checkpoint, one in {@link #SAVE_STEPS} steps. */
    public static Recording of(
            List<RecordedData.DataFile> files, RowRecipe recipe, Optional<Path> tokenizer) {
        return new Recording(
                files,
                recipe.template(),
                recipe.policy(),
                tokenizer,
                SAVE_STEPS,
                0,
                false,
                Optional.empty());
    }

    /** The same with other checkpoints. */
    public Recording saving(int every, int totalLimit) {
        return new Recording(
                files, template, policy, tokenizer, every, totalLimit, resume, checkpoint);
    }

    /** The same run going on, from a checkpoint or from its first step. */
    public Recording from(Optional<Path> saved) {
        return new Recording(
                files, template, policy, tokenizer, saveSteps, saveTotalLimit, true, saved);
    }
}
