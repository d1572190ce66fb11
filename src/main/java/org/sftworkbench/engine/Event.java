package org.sftworkbench.engine;

import java.nio.file.Path;
import java.util.List;
import org.sftworkbench.generate.Continuation;
import org.sftworkbench.generate.TokenOdds;
import org.sftworkbench.model.ParameterCount;
import org.sftworkbench.train.Evaluation;
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
     * Sample answers on the way: new ids of each prompt.
     *
     * @param step optimizer steps taken before; 0 for the model as it was
     */
    record SampleAnswered(int step, List<int[]> outputIds) implements Event {}

    /** The rows held out were scored on the way of a run. */
    record Evaluated(Evaluation evaluation) implements Event {}

    /**
     * The probed row was scored on the way of a run.
     *
     * @param step optimizer steps taken before; 0 for the model as it was
     * @param nll shape [T]: negative log-likelihood (nats) of each of the row's tokens given those
     *     before it, supervised or not; NaN for the first
     */
    record ProbeScored(int step, double[] nll) implements Event {}

    /**
     * The run is paused and stands still between two batches or tokens: until it is resumed, other
     * commands are carried out that leave it as it is.
     */
    record StandsStill() implements Event {}

    /** A run goes on after a step it had taken before, with what its checkpoint holds. */
    record TrainResumed(int step, Path checkpoint) implements Event {}

    /**
     * A run that was to go on has no checkpoint, so that it begins with its first step again.
     *
     * @param message that it does, and where what it had measured is kept, for the user
     */
    record TrainBegunAgain(String message) implements Event {}

    /**
     * A checkpoint or the finished model is being written, which a stop waits for.
     *
     * @param step optimizer steps taken
     */
    record Saving(int step) implements Event {}

    /** A checkpoint of a run is on the disk, and the run can go on from it. */
    record CheckpointSaved(int step, Path checkpoint) implements Event {}

    /**
     * The disk does not take what the run wants to keep, so the run waits. It tries again by itself
     * when there is room and every minute, and when its task is resumed; {@link DiskTook} follows,
     * this again, or the end.
     *
     * @param message what was not written and why, for the user
     * @param needed bytes that it takes, about
     * @param free bytes that the disk has left, or -1 where it does not tell
     */
    record DiskRefused(String message, long needed, long free) implements Event {
        /** Whether there is room, so that something else is in the way. */
        public boolean hasRoom() {
            return free >= needed;
        }
    }

    /** What the disk had refused is on it, and the run goes on. */
    record DiskTook() implements Event {}

    /**
     * The run ended by itself.
     *
     * @param steps of the whole run, those before it was continued included
     * @param seconds that it took, with those that the steps before took
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
     * @param stop why it ended
     * @param stopId the end-of-sequence id that ended it, or -1
     * @param stopString the text that ended it, or empty
     */
    record GeneratedRow(int[] outputIds, Continuation.Stop stop, int stopId, String stopString) {
        /** One that no stop string ended. */
        public GeneratedRow(int[] outputIds, Continuation.Stop stop, int stopId) {
            this(outputIds, stop, stopId, "");
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

    /**
     * What the model made of a batch of N places, of which K next tokens are told at each.
     *
     * @param nll shape [N]: negative log-likelihood (nats) of the token at each place given those
     *     before it in its block; NaN for a block's first token and for padding
     * @param likeliest K at least 1: what the model expects after each place
     */
    record Inspected(double[] nll, Expectations likeliest) implements Terminal {}

    /**
     * The likeliest next tokens at each of N places, the likeliest first.
     *
     * @param count K
     * @param ids shape [N, K] flat; -1 at padding
     * @param probabilities shape [N, K] flat; NaN at padding
     */
    record Expectations(int count, int[] ids, float[] probabilities) {}

    /**
     * A whole model is being written while an adapter is merged.
     *
     * @param bytes of its weights written so far
     * @param total bytes of them
     */
    record Merging(long bytes, long total) implements Event {}

    /** An adapter was made part of its base model. */
    record Merged(Path checkpoint, double seconds) implements Terminal {}

    /**
     * The command was cancelled; {@code step} optimizer steps had been taken (0 outside training).
     */
    record Cancelled(int step) implements Terminal {}

    /**
     * The command failed.
     *
     * @param message for the user
     * @param rows indices, among the rows that the command was given, of those that are to blame;
     *     none where none is
     * @param engineLost whether the process that computed ended, and not the command alone; the
     *     next command has another
     * @param comesAgain whether the same settings and rows would most likely end in it again
     */
    record Failed(String message, List<Integer> rows, boolean engineLost, boolean comesAgain)
            implements Terminal {
        public Failed {
            rows = List.copyOf(rows);
        }

        /** No row is to blame. */
        public Failed(String message) {
            this(message, List.of());
        }

        /** The engine lives on. */
        public Failed(String message, List<Integer> rows) {
            this(message, rows, false);
        }

        /** Not one that would come again. */
        public Failed(String message, List<Integer> rows, boolean engineLost) {
            this(message, rows, engineLost, false);
        }

        /** The process that computed has ended. */
        public static Failed lost(String message) {
            return new Failed(message, List.of(), true, false);
        }
    }
}
