package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.engine.Event;
import org.sftworkbench.job.Progress;
import org.sftworkbench.starter.HeldOut;
import org.sftworkbench.starter.HeldOutQuestion;

/** The demo for programs: the steps, the answers, and the figures in the last line. */
final class DemoJson implements DemoOutput {
    private final Console console;
    private final StepLines steps;

    DemoJson(Console console) {
        this.console = console;
        this.steps = new StepLines(console, true);
    }

    /** What became of one held-out question. */
    record Answer(
            String question,
            String answer,
            String before,
            boolean stoppedBefore,
            boolean rightBefore,
            String after,
            boolean stoppedAfter,
            boolean rightAfter) {}

    /** The last line; shares from 0 to 1. */
    record Figures(
            double stopBefore,
            double rightBefore,
            double stopAfter,
            double rightAfter,
            double seconds) {}

    @Override
    public void data(AnnotatedExample row, int rows) {
        // The rows are what `sft tokens --json` prints.
    }

    @Override
    public Progress asking() {
        return Progress.NONE;
    }

    @Override
    public void base(HeldOutExam exam, HeldOutExam.Result before) {
        // Told together with the answers of the tuned model.
    }

    @Override
    public void training(Event event) {
        steps.hear(event);
    }

    @Override
    public void tuned(
            HeldOutExam exam,
            HeldOutExam.Result before,
            HeldOutExam.Result after,
            Optional<Path> kept,
            double seconds) {
        List<HeldOutQuestion> questions = exam.heldOut().questions();
        for (int q = 0; q < questions.size(); q++) {
            console.json(
                    answer(exam.heldOut(), q, before.replies().get(q), after.replies().get(q)));
        }
        console.json(
                new Figures(
                        before.shares().stop(),
                        before.shares().right(),
                        after.shares().stop(),
                        after.shares().right(),
                        seconds));
    }

    private static Answer answer(
            HeldOut heldOut, int q, HeldOut.Reply before, HeldOut.Reply after) {
        HeldOutQuestion question = heldOut.questions().get(q);
        return new Answer(
                question.question().messages().get(0).text(),
                question.answer(),
                before.text(),
                before.stopped(),
                heldOut.isRight(q, before.text()),
                after.text(),
                after.stopped(),
                heldOut.isRight(q, after.text()));
    }
}
