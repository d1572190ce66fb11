package org.sftworkbench.ui.train;

import java.util.List;
import java.util.stream.Collectors;
import org.sftworkbench.engine.Event;
import org.sftworkbench.job.Bytes;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.ui.common.Durations;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

/** What is said about a run in the status line. FX thread only. */
final class RunWords {
    private static final int NAMED_REMARKS = 200;

    private final Words words;

    RunWords(Words words) {
        this.words = words;
    }

    String encoding(double share, int rows) {
        return words.say(
                "Encoding rows: {0} of {1}",
                Numbers.count(Math.round(share * rows)), Numbers.count(rows));
    }

    String checking(double share, int rows) {
        return words.say(
                "Checking rows: {0} of {1}",
                Numbers.count(Math.round(share * rows)), Numbers.count(rows));
    }

    String started(Event.TrainStarted run) {
        String told =
                words.say(
                        "Rows: {0}, steps: {1}",
                        Numbers.count(run.rows()), Numbers.count(run.totalSteps()));
        if (run.dropped() > 0) {
            told +=
                    words.say(
                            ", left out as too long or with nothing to learn: {0}",
                            Numbers.count(run.dropped()));
        }
        if (run.parameters().trained() != run.parameters().all()) {
            told +=
                    words.say(
                            ", parameters trained: {0}", Numbers.count(run.parameters().trained()));
        }
        return told;
    }

    String step(TrainStep step) {
        return words.say(
                "Training: step {0} of {1}, about {2} left",
                Numbers.count(step.step()),
                Numbers.count(step.totalSteps()),
                Durations.say(words, secondsLeft(step)));
    }

    /**
     * @param standsStill whether the batch that was in work is done
     */
    String paused(TrainStep step, boolean standsStill) {
        String at = Numbers.count(step.step());
        String total = Numbers.count(step.totalSteps());
        return standsStill
                ? words.say("Paused at step {0} of {1}", at, total)
                : words.say("Pausing after the batch in work: step {0} of {1} is done", at, total);
    }

    /** Time left if the coming steps take as long as those so far did on average, in seconds. */
    static double secondsLeft(TrainStep step) {
        return step.elapsedSeconds() / step.step() * (step.totalSteps() - step.step());
    }

    /** Why a run waits, and what to do; what the disk said is in the details. */
    Problem diskRefused(Event.DiskRefused refused) {
        String needed = Bytes.text(refused.needed());
        if (refused.hasRoom()) {
            return Problem.warning(
                    words.say(
                            "What the run keeps cannot be written, though there is room ({0} are"
                                    + " free); the details say why. The run waits and nothing is"
                                    + " lost; it is tried again every minute.",
                            Bytes.text(refused.free())),
                    refused.message());
        }
        return Problem.warning(
                refused.free() < 0
                        ? words.say(
                                "The disk does not take what the run keeps, about {0}. The run"
                                        + " waits and nothing is lost; it goes on by itself once"
                                        + " the disk takes it.",
                                needed)
                        : words.say(
                                "The disk does not take what the run keeps, about {0} ({1} are"
                                        + " free). The run waits and nothing is lost; it goes on"
                                        + " by itself when there is room.",
                                needed, Bytes.text(refused.free())),
                refused.message());
    }

    /** That a run begins again, and what else stands there to be read. */
    Problem begunAgain(Event.TrainBegunAgain again, Problem standing) {
        return standing == null
                ? Problem.info(again.message())
                : new Problem(
                        standing.severity(),
                        standing.summary() + "; " + again.message(),
                        standing.details());
    }

    /**
     * What is no longer as it was, of a run that goes on.
     *
     * @param remarks at least one
     */
    static Problem remarked(List<String> remarks) {
        return Problem.warning(
                Words.original(
                        "The run goes on, but not all is as it was. Remarks: {0}, the first: {1}",
                        Numbers.count(remarks.size()), remarks.get(0)),
                remarks.stream().limit(NAMED_REMARKS).collect(Collectors.joining("\n")));
    }

    /** Why a run could not be got ready, where the fault is not in what it was asked for. */
    static Problem broken(Error error) {
        return error instanceof OutOfMemoryError
                ? Problem.error(
                        Words.original(
                                "The rows of the run do not fit into memory here. Give Java more"
                                        + " of it (-Xmx)."))
                : Problem.unexpected(error);
    }

    String finished(int steps, double seconds) {
        String time = Durations.say(words, seconds);
        return steps == 1
                ? words.say("Finished: 1 step in {0}", time)
                : words.say("Finished: {0} steps in {1}", Numbers.count(steps), time);
    }

    String stopped(int step, boolean kept) {
        if (step == 0) {
            return words.say("Stopped before the first step");
        }
        return kept
                ? words.say("Stopped after step {0}; it can be continued", Numbers.count(step))
                : words.say("Stopped after step {0}", Numbers.count(step));
    }

    String failed(int steps) {
        return steps == 0
                ? words.say("The run did not start")
                : words.say("The run failed after step {0}", Numbers.count(steps));
    }

    String nothingToTrain(EncodedRows all, int maxLength) {
        return all.supervisedTokens() == 0
                ? words.say(
                        "The loss mask leaves no token to train on; choose another policy in the"
                                + " Template pane.")
                : words.say(
                        "All rows are longer than {0} tokens; raise the max length, set it to 0 for"
                                + " no limit, or have the start or the end of longer rows kept"
                                + " under Rows and batches.",
                        Numbers.count(maxLength));
    }
}
