package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.ui.common.EventBatcher;
import org.sftworkbench.ui.common.words.Words;

/**
 * An engine whose doings can be watched: passes everything on and tells on the FX thread which
 * command runs and how far it is. Thread-safe; the property belongs to the FX thread.
 */
final class ObservedEngine implements Engine {
    private final Engine engine;
    private final Executor fx;
    private final Set<Watched> open = new LinkedHashSet<>();
    private final EventBatcher<Step> steps;
    private final AtomicBoolean untold = new AtomicBoolean();
    private final ReadOnlyObjectWrapper<EngineStatus> status =
            new ReadOnlyObjectWrapper<>(this, "status", EngineStatus.READY);

    /**
     * @param frames runs work on the FX thread at the next frame; steps are told there, where the
     *     Train pane shows them too
     */
    ObservedEngine(Engine engine, Executor fx, Executor frames) {
        this.engine = engine;
        this.fx = fx;
        steps = new EventBatcher<>(frames, this::tellSteps);
    }

    @Override
    public EngineTask submit(Command command, Consumer<? super Event> listener) {
        Watched watched = new Watched(command);
        synchronized (open) {
            open.add(watched);
        }
        tell();
        try {
            watched.task =
                    engine.submit(
                            command,
                            event -> {
                                note(watched, event);
                                listener.accept(event);
                            });
        } catch (RuntimeException e) {
            end(watched);
            throw e;
        }
        return watched;
    }

    @Override
    public void close() {
        engine.close();
    }

    /**
     * What the first of the commands that are not done yet is doing, and how many wait behind it;
     * those that are carried out beside a run that stands still do not.
     */
    ReadOnlyObjectProperty<EngineStatus> statusProperty() {
        return status.getReadOnlyProperty();
    }

    private void note(Watched watched, Event event) {
        if (event instanceof Event.Terminal) {
            end(watched);
        } else if (event instanceof Event.Merging merging) {
            watched.status = watched.status.at(merging.bytes(), merging.total());
            tell();
        } else if (event instanceof Event.TrainStepped stepped) {
            steps.offer(new Step(watched, stepped.step()));
        } else if (event instanceof Event.DiskRefused || event instanceof Event.DiskTook) {
            watched.waitsForDisk = event instanceof Event.DiskRefused;
            tell();
        } else if (event instanceof Event.StandsStill) {
            // It may have been resumed before this was heard.
            watched.standsStill = watched.isPaused();
            tell();
        }
    }

    private void tellSteps(List<Step> taken) {
        for (Step each : taken) {
            each.watched().status =
                    EngineStatus.training(
                            Words.key("Training, step {0} of {1}"),
                            each.step().step(),
                            each.step().totalSteps());
        }
        status.set(current());
    }

    private void end(Watched watched) {
        synchronized (open) {
            open.remove(watched);
        }
        tell();
    }

    /**
     * Has the FX thread look what is done now; once for several changes in quick succession. One
     * that was looked up here could arrive after a newer one of another thread.
     */
    private void tell() {
        if (!untold.getAndSet(true)) {
            fx.execute(
                    () -> {
                        untold.set(false);
                        status.set(current());
                    });
        }
    }

    private EngineStatus current() {
        synchronized (open) {
            if (open.isEmpty()) {
                return EngineStatus.READY;
            }
            Watched running = open.iterator().next();
            boolean paused = running.isPaused() && !running.stopping;
            int others = open.size() - 1;
            if (paused && running.standsStill) {
                int beside = (int) open.stream().filter(Watched::isBesideARun).count();
                return running.status().standingStill(others - beside, beside > 0);
            }
            return paused && running.waitsForDisk
                    ? running.status().waitingForDisk(others)
                    : running.status().with(paused, others);
        }
    }

    private record Step(Watched watched, TrainStep step) {}

    /** A command under way. A pause is told at once, not with the next event. */
    private final class Watched implements EngineTask {
        private volatile EngineStatus status;
        private volatile EngineTask task;
        private volatile boolean waitsForDisk;
        private volatile boolean stopping;
        private volatile boolean standsStill;
        private final Command command;

        Watched(Command command) {
            this.command = command;
            this.status = first(command);
        }

        /** Whether it is carried out beside a run that stands still, or could be. */
        boolean isBesideARun() {
            return command.leavesRunsAsTheyAre();
        }

        @Override
        public void cancel() {
            task.cancel();
            stopping = true;
            tell();
        }

        EngineStatus status() {
            return stopping ? status.stopping() : status;
        }

        @Override
        public void abandon() {
            task.abandon();
        }

        @Override
        public void saveNow() {
            task.saveNow();
        }

        @Override
        public void pause() {
            task.pause();
            tell();
        }

        @Override
        public void resume() {
            standsStill = false;
            task.resume();
            tell();
        }

        @Override
        public boolean isPaused() {
            EngineTask started = task;
            return started != null && (waitsForDisk || started.isPaused());
        }

        @Override
        public boolean isDone() {
            return task.isDone();
        }

        @Override
        public Event.Terminal await() throws InterruptedException {
            return task.await();
        }
    }

    private static EngineStatus first(Command command) {
        if (command instanceof Command.LoadModel load) {
            return EngineStatus.busy(Words.key("Loading {0} …"), name(load.model()));
        }
        if (command instanceof Command.UnloadModel) {
            return EngineStatus.busy(Words.key("Freeing memory …"));
        }
        if (command instanceof Command.Train) {
            return EngineStatus.training(Words.key("Training …"));
        }
        if (command instanceof Command.Merge merge) {
            return EngineStatus.busy(Words.key("Merging {0} …"), name(merge.model()));
        }
        return command instanceof Command.Generate
                ? EngineStatus.busy(EngineStatus.ANSWERING)
                : EngineStatus.busy(Words.key("Scoring …"));
    }

    private static String name(Path model) {
        return ModelDirectory.name(model);
    }
}
