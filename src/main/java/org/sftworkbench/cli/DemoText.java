package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.Counted;
import org.sftworkbench.cli.console.LabelLines;
import org.sftworkbench.cli.console.ProgressBar;
import org.sftworkbench.cli.console.Style;
import org.sftworkbench.cli.console.TextWidth;
import org.sftworkbench.cli.console.TokenPainter;
import org.sftworkbench.cli.console.TokenText;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.engine.Event;
import org.sftworkbench.job.Percent;
import org.sftworkbench.job.Progress;
import org.sftworkbench.starter.HeldOut;
import org.sftworkbench.starter.HeldOutQuestion;
import org.sftworkbench.train.TrainStep;

/** The demo for people: a short story in four parts. */
final class DemoText implements DemoOutput {
    private static final int SHOWN = 4;

    private final Console console;
    private final Style style;
    private final DiskWait disk;
    private ProgressBar bar;

    DemoText(Console console) {
        this.console = console;
        this.style = console.style();
        this.disk = new DiskWait(console, DiskWait.Choice.WAIT);
    }

    @Override
    public void data(AnnotatedExample row, int rows) {
        part("1", "The data");
        console.line(
                rows
                        + " conversations. This is one of them, as the chat template writes it and"
                        + " the tokenizer cuts it.");
        new TokenPainter(console).legend();
        console.line();
        new TokenPainter(console).paint(row);
        console.line();
        console.line(
                "Each position learns to predict the next token; where there is a target, it"
                        + " counts:");
        new LabelLines(console).paint(row);
        part("2", "The base model");
        console.line(
                "It has read many texts and never a conversation. Asking it what no row tells…");
    }

    @Override
    public Progress asking() {
        ProgressBar asked = new ProgressBar(console);
        return (what, done, total) -> {
            asked.report("questions", done, total);
            if (done == total) {
                asked.end();
            }
        };
    }

    @Override
    public void base(HeldOutExam exam, HeldOutExam.Result before) {
        for (int q = 0; q < shown(exam); q++) {
            console.line();
            question(exam, q);
            answer("answer", exam.heldOut(), q, before.replies().get(q));
        }
        console.line();
        console.line(
                "It knows things, but it does not know that it was asked: "
                        + Percent.text(before.shares().stop())
                        + " of its answers end, "
                        + Percent.text(before.shares().right())
                        + " are right.");
        part("3", "Supervised fine-tuning");
    }

    @Override
    public void training(Event event) {
        if (event instanceof Event.TrainStarted started) {
            console.line(
                    Counted.of(started.rows(), "row")
                            + ", "
                            + Counted.of(started.totalSteps(), "step"));
            bar = new ProgressBar(console);
        } else if (event instanceof Event.TrainStepped stepped) {
            TrainStep step = stepped.step();
            bar.report(
                    "steps",
                    step.step(),
                    step.totalSteps(),
                    String.format(Locale.ROOT, "loss %.3f", step.loss()));
            if (step.step() == step.totalSteps()) {
                bar.end();
                part("4", "The tuned model");
                console.line("The same questions again…");
            }
        } else {
            disk.hear(event);
        }
    }

    @Override
    public void tuned(
            HeldOutExam exam,
            HeldOutExam.Result before,
            HeldOutExam.Result after,
            Optional<Path> kept,
            double seconds) {
        for (int q = 0; q < shown(exam); q++) {
            console.line();
            question(exam, q);
            answer("before", exam.heldOut(), q, before.replies().get(q));
            answer("after", exam.heldOut(), q, after.replies().get(q));
        }
        console.line();
        console.line(
                style.dim(
                        String.format(
                                Locale.ROOT,
                                "%d questions held out                        before     after",
                                before.replies().size())));
        figures("(a) the answer stops by itself", before.shares().stop(), after.shares().stop());
        figures("(b) the answer is right", before.shares().right(), after.shares().right());
        console.line();
        console.line(
                kept.map(out -> "The tuned model is in " + out)
                                .orElse("The tuned model was not kept; --out DIR keeps it")
                        + ". All of it took "
                        + ProgressBar.clock(seconds)
                        + " minutes.");
    }

    private void part(String number, String title) {
        console.line();
        console.line(style.bold(number + "  " + title));
    }

    private static int shown(HeldOutExam exam) {
        return Math.min(SHOWN, exam.heldOut().questions().size());
    }

    private void question(HeldOutExam exam, int q) {
        HeldOutQuestion question = exam.heldOut().questions().get(q);
        console.line(label("question") + question.question().messages().get(0).text());
    }

    private void answer(String label, HeldOut heldOut, int q, HeldOut.Reply reply) {
        String verdict =
                (heldOut.isRight(q, reply.text()) ? style.green("✓ right") : style.red("✗ wrong"))
                        + (reply.stopped() ? ", stops" : ", does not stop");
        int room = Math.max(20, console.width() - 34);
        String text = TextWidth.cut(TokenText.visible(reply.text()), room);
        console.line(label(label) + TextWidth.padded(text, room) + "  " + verdict);
    }

    private String label(String text) {
        return style.cyan(TextWidth.padded(text, 10));
    }

    private void figures(String what, double before, double after) {
        console.line(
                TextWidth.padded(what, 40)
                        + String.format(Locale.ROOT, "%9s", Percent.text(before))
                        + " "
                        + style.bold(String.format(Locale.ROOT, "%9s", Percent.text(after))));
    }
}
