package org.sftworkbench.engine.process;

import org.sftworkbench.engine.BrokenOffRun;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.CommandWords;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.KeptSteps;
import org.sftworkbench.run.RunState;

/**
 * Tells what became of a command whose process has ended, in the user's words and in the record of
 * its run. Engine thread only.
 */
final class LossReport {
    private LossReport() {}

    /** Of what was computed beside a run that had to be ended with its process. */
    static Event.Failed endedWithTheRun() {
        return Event.Failed.lost(
                "The engine was ended with the training that was paused. Ask again.");
    }

    /** The process ended by itself, or was ended by somebody else. */
    static Event.Failed lost(ProcessTask task, String what) {
        return told(task, what, RunState.FAILED);
    }

    /** It was ended because a stop was not reacted to. */
    static Event.Failed unresponsive(ProcessTask task) {
        String name = CommandWords.name(task.command());
        StopPatience patience = task.patience();
        String why;
        if (task.isAbandoned()) {
            why = name + " was ended at once, as you asked.";
        } else if (patience.isSaving()) {
            why =
                    name
                            + " was asked to stop, but saving made no progress, so the engine was"
                            + " ended.";
        } else {
            why =
                    name
                            + " did not stop within "
                            + patience.secondsWaited()
                            + " seconds, so the engine was ended.";
        }
        return told(task, why, RunState.STOPPED);
    }

    private static Event.Failed told(ProcessTask task, String what, RunState state) {
        String message =
                task.recording().isPresent()
                        ? new KeptSteps(task.steps(), task.savedStep()).after(what)
                        : what;
        if (task.recording().isPresent() && task.command() instanceof Command.Train train) {
            BrokenOffRun.mark(train.out(), state, message);
        }
        return Event.Failed.lost(message);
    }
}
