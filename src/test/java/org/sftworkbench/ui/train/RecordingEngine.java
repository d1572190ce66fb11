package org.sftworkbench.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;
import org.sftworkbench.train.TrainStep;

/** An engine that keeps what it is told to do and says what the test wants it to. */
final class RecordingEngine implements Engine {
    final List<Command.Train> commands = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    private Consumer<? super Event> listener = event -> {};
    private boolean paused;
    private boolean done;
    boolean closed;

    @Override
    public EngineTask submit(Command command, Consumer<? super Event> newListener) {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
        commands.add((Command.Train) command);
        listener = newListener;
        done = false;
        return new Task();
    }

    void tell(Event event) {
        done = event instanceof Event.Terminal;
        listener.accept(event);
    }

    /** Tells that a step was taken, two seconds after the one before. */
    void step(int step, int total) {
        tell(new Event.TrainStepped(measured(step, total)));
    }

    static TrainStep measured(int step, int total) {
        double loss = 3.0 / step;
        return new TrainStep(
                step,
                total,
                step / 10.0,
                loss,
                loss + 1,
                1e-3,
                0.5,
                0.6,
                1.5,
                0.7,
                20,
                80,
                80L * step,
                40.0,
                1_000_000,
                2.0 * step);
    }

    @Override
    public void close() {
        closed = true;
    }

    private final class Task implements EngineTask {
        @Override
        public void cancel() {
            asked.add("cancel");
        }

        @Override
        public void abandon() {
            asked.add("abandon");
        }

        @Override
        public void saveNow() {
            asked.add("save");
        }

        @Override
        public void pause() {
            asked.add("pause");
            paused = true;
        }

        @Override
        public void resume() {
            asked.add("resume");
            paused = false;
        }

        @Override
        public boolean isPaused() {
            return paused;
        }

        @Override
        public boolean isDone() {
            return done;
        }

        @Override
        public Event.Terminal await() {
            throw new AssertionError("the FX thread never waits for the engine");
        }
    }
}
