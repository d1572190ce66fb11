package org.sftworkbench.ui.train;

import java.util.Optional;
import org.sftworkbench.engine.Event;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunException;

/**
 * An event of a run with what the FX thread should not have to work out itself.
 *
 * @param event as the engine told it
 * @param answer the decoded sample answer where it is one
 * @param past what was measured before, where the run goes on
 */
record RunEvent(Event event, Optional<SampleAnswer> answer, Optional<PastCourse> past) {
    /** Engine thread. */
    static RunEvent of(Event event, AnswerReader answers, RunDirectory run) {
        return new RunEvent(event, answer(event, answers), past(event, run));
    }

    private static Optional<SampleAnswer> answer(Event event, AnswerReader answers) {
        return event instanceof Event.SampleAnswered told && !told.outputIds().isEmpty()
                ? answers.read(told.step(), told.outputIds().get(0))
                : Optional.empty();
    }

    private static Optional<PastCourse> past(Event event, RunDirectory run) {
        if (!(event instanceof Event.TrainResumed)) {
            return Optional.empty();
        }
        try {
            return Optional.of(PastCourse.read(run));
        } catch (RunException e) {
            // The charts begin where the run goes on; the table of runs says what is broken.
            return Optional.empty();
        }
    }
}
