package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.engine.Event;
import org.sftworkbench.job.Progress;

/** Tells the course of the demo, to people or to programs. */
sealed interface DemoOutput permits DemoText, DemoJson {
    /** A row of the training data, and how many rows there are. */
    void data(AnnotatedExample row, int rows);

    /** Hears how many questions have been answered. */
    Progress asking();

    /** How the base model answered. */
    void base(HeldOutExam exam, HeldOutExam.Result before);

    /** The training's events. */
    void training(Event event);

    /** How the tuned model answers, and where it is kept. */
    void tuned(
            HeldOutExam exam,
            HeldOutExam.Result before,
            HeldOutExam.Result after,
            Optional<Path> kept,
            double seconds);
}
