package org.sftworkbench.engine;

import java.nio.file.Path;
import java.util.List;
import org.sftworkbench.generate.TokenOdds;
import org.sftworkbench.model.ParameterCount;
import org.sftworkbench.train.TrainStep;

/** What the engine tells about a command. The last event of a command is a {@link Terminal} one. */
public sealed interface Event {
    /** After such an event nothing more comes for the command. */
    sealed interface Terminal extends Event {}

    /** A model is in memory. */
    record ModelReady(ModelInfo info) implements Terminal {}

    /** A model was let go. */
    record ModelUnloaded(Path model) implements Terminal {}

    /**
     * Training begins.
     *
     * @param rows rows that take part
     * @param dropped rows left out as longer than {@code max_length} or without a supervised token
     * @param totalSteps optimizer steps
     * @param parameters weights that are trained, and all
     */
    record TrainStarted(int rows, int dropped, int totalSteps, ParameterCount parameters)
            implements Event {}

    record TrainStepped(TrainStep step) implements Event {}

    /**
     * Sample answers on the way: new ids of each probe prompt.
     *
     * @param step optimizer steps taken before; 0 for the model as it was
     */
    record ProbeAnswered(int step, List<int[]> outputIds) implements Event {}

    /**
     * The run ended by itself.
     *
     * @param checkpoint where the model was saved, or null
     */
    record Trained(int steps, double seconds, Path checkpoint) implements Terminal {}

    /**
     * One decoding step.
     *
     * @param ids written to each row, or -1 for rows that have ended
     * @param odds of each row's token; empty where none were asked for
     */
    record Tokens(int[] ids, List<TokenOdds> odds) implements Event {
        /** Without probabilities. */
        public Tokens(int[] ids) {
            this(ids, List.of());
        }
    }

    /** Generation ended. */
    record Generated(List<GeneratedRow> rows, double seconds) implements Terminal {}

    /**
     * @param outputIds new ids, those that ended it included
     * @param stoppedBy {@code eos}, {@code stop_string}, {@code length} or {@code cancelled}
     * @param stopId the end-of-sequence id that ended it, or -1
     * @param stopString the text that ended it, or empty
     */
    record GeneratedRow(int[] outputIds, String stoppedBy, int stopId, String stopString) {
        /** One that no stop string ended. */
        public GeneratedRow(int[] outputIds, String stoppedBy, int stopId) {
            this(outputIds, stoppedBy, stopId, "");
        }
    }

    /**
     * Scores, one row per example.
     *
     * @param nll {@code nll[r][t]}: negative log-likelihood (nats) of token t given those before
     *     it; NaN where token t is not supervised
     * @param loss token mean over all rows
     */
    record Scored(List<double[]> nll, double loss) implements Terminal {}

    /** An adapter was made part of its base model. */
    record Merged(Path checkpoint, double seconds) implements Terminal {}

    /**
     * The command was cancelled; {@code step} optimizer steps had been taken (0 outside training).
     */
    record Cancelled(int step) implements Terminal {}

    /** The command failed; the message is for the user. */
    record Failed(String message) implements Terminal {}
}
