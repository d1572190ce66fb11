package org.sftworkbench.engine.process;

import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.LocalEngine;
import org.sftworkbench.model.ParameterCount;

/** Begins to train and never reacts to anything again; does everything else as it should. */
final class HangingChild {
    private HangingChild() {}

    public static void main(String[] arguments) {
        EngineProcess.serve(Hanging::new);
    }

    private static final class Hanging implements Engine {
        private final Engine sound = new LocalEngine();

        @Override
        public EngineTask submit(Command command, Consumer<? super Event> listener) {
            if (!(command instanceof Command.Train)) {
                return sound.submit(command, listener);
            }
            listener.accept(new Event.TrainStarted(1, 0, 10, new ParameterCount(1, 1)));
            return new Deaf();
        }

        @Override
        public void close() {
            Deaf.sleep();
        }
    }

    private static final class Deaf implements EngineTask {
        private static void sleep() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void cancel() {}

        @Override
        public void saveNow() {}

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public boolean isPaused() {
            return false;
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public Event.Terminal await() {
            sleep();
            return new Event.Cancelled(0);
        }
    }
}
