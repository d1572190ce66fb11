package org.sftworkbench.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;

/** An engine that keeps what it was asked for and tells what a test wants it to. */
public final class FakeEngine implements Engine {
    private final List<Task> tasks = new ArrayList<>();

    @Override
    public EngineTask submit(Command command, Consumer<? super Event> listener) {
        Task task = new Task(command, listener);
        tasks.add(task);
        return task;
    }

    /** Everything submitted so far, in order. */
    public List<Command> commands() {
        return tasks.stream().map(task -> task.command).toList();
    }

    /** The n-th submission. */
    public Task task(int n) {
        return tasks.get(n);
    }

    @Override
    public void close() {}

    /** A submission a test can answer. */
    public static final class Task implements EngineTask {
        private final Command command;
        private final Consumer<? super Event> listener;
        private boolean cancelled;
        private boolean done;

        private Task(Command command, Consumer<? super Event> listener) {
            this.command = command;
            this.listener = listener;
        }

        public void tell(Event event) {
            done = event instanceof Event.Terminal;
            listener.accept(event);
        }

        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public void cancel() {
            cancelled = true;
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
            return done;
        }

        @Override
        public Event.Terminal await() {
            throw new AssertionError("the FX thread never waits for the engine");
        }
    }
}
