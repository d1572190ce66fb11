package org.sftworkbench.engine.process;

import java.nio.file.Path;
import org.sftworkbench.engine.Event;

/** A program with an engine that trains for ever; says when the first step was taken. */
final class StandInWindow {
    private StandInWindow() {}

    public static void main(String[] arguments) throws InterruptedException {
        ProcessEngine engine = new ProcessEngine(EngineLaunch.reportingTo(Path.of(arguments[0])));
        engine.submit(
                        TinyRuns.measured(null, 1_000_000),
                        event -> {
                            if (event instanceof Event.TrainStepped stepped
                                    && stepped.step().step() == 1) {
                                System.out.println("stepped");
                                System.out.flush();
                            }
                        })
                .await();
    }
}
