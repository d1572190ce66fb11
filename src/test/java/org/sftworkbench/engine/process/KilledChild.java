package org.sftworkbench.engine.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.LocalEngine;
import org.sftworkbench.engine.Recording;

/**
 * Is killed, as by a system whose memory ran out, right after it has told of the first checkpoint
 * of a run that has more steps to take, and takes none of them. Does everything else as it should,
 * going on with that run too.
 */
public final class KilledChild {
    private KilledChild() {}

    public static void main(String[] arguments) {
        EngineProcess.serve(Killed::new);
    }

    /**
     * @param reports where Java's report of a crash goes
     */
    public static EngineLaunch reportingTo(Path reports) {
        return EngineLaunch.reportingTo(reports).running(KilledChild.class);
    }

    private static final class Killed implements Engine {
        private final Engine sound = new LocalEngine();

        @Override
        public EngineTask submit(Command command, Consumer<? super Event> listener) {
            return sound.submit(
                    command,
                    event -> {
                        listener.accept(event);
                        if (command instanceof Command.Train train
                                && event instanceof Event.CheckpointSaved saved
                                && isAmid(train, saved.step())) {
                            die();
                        }
                    });
        }

        private static boolean isAmid(Command.Train train, int step) {
            boolean begun = train.recording().flatMap(Recording::checkpoint).isEmpty();
            return begun && step < train.config().course().steps();
        }

        @Override
        public void close() {
            sound.close();
        }
    }

    /** Does not return. */
    private static void die() {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -KILL " + ProcessHandle.current().pid())
                    .start();
            new CountDownLatch(1).await();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
