package org.sftworkbench.engine.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;
import org.sftworkbench.model.ParameterCount;
import org.sftworkbench.train.TrainStep;

/** Takes a step of some seconds, and is in the next batch for longer than a stop is waited for. */
final class BusyChild {
    /** What is computed after a stop was asked for. */
    static final Duration BATCH = Duration.ofSeconds(7);

    private static final double SECONDS_OF_A_STEP = 6;

    private BusyChild() {}

    public static void main(String[] arguments) {
        EngineProcess.serve(Busy::new);
    }

    private static final class Busy implements Engine {
        @Override
        public EngineTask submit(Command command, Consumer<? super Event> listener) {
            listener.accept(new Event.TrainStarted(3, 0, 6, new ParameterCount(1, 1)));
            listener.accept(
                    new Event.TrainStepped(
                            new TrainStep(
                                    1,
                                    6,
                                    1,
                                    1,
                                    1,
                                    1,
                                    1,
                                    1,
                                    1,
                                    1,
                                    1,
                                    1,
                                    1,
                                    1,
                                    1,
                                    SECONDS_OF_A_STEP)));
            return new InWork(listener);
        }

        @Override
        public void close() {}
    }

    private static final class InWork implements EngineTask {
        private final Consumer<? super Event> listener;
        private final CountDownLatch done = new CountDownLatch(1);

        private InWork(Consumer<? super Event> listener) {
            this.listener = listener;
        }

        @Override
        public void cancel() {
            Thread batch = new Thread(this::compute, "batch");
            batch.setDaemon(true);
            batch.start();
        }

        private void compute() {
            long end = System.nanoTime() + BATCH.toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            listener.accept(new Event.Cancelled(1));
            done.countDown();
        }

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
            return done.getCount() == 0;
        }

        @Override
        public Event.Terminal await() throws InterruptedException {
            done.await();
            return new Event.Cancelled(1);
        }
    }
}
