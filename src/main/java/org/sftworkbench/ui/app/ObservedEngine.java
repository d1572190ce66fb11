package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;

/**
 * An engine whose doings can be watched: passes everything on and tells on the FX thread which
 * command runs and how far it is. Thread-safe; the property belongs to the FX thread.
 */
final class ObservedEngine implements Engine {
    private final Engine engine;
    private final Executor fx;
    private final Map<Object, EngineStatus> open = new LinkedHashMap<>();
    private final AtomicReference<EngineStatus> waiting = new AtomicReference<>();
    private final ReadOnlyObjectWrapper<EngineStatus> status =
            new ReadOnlyObjectWrapper<>(this, "status", EngineStatus.READY);

    ObservedEngine(Engine engine, Executor fx) {
        this.engine = engine;
        this.fx = fx;
    }

    @Override
    public EngineTask submit(Command command, Consumer<? super Event> listener) {
        Object key = new Object();
        note(key, first(command));
        try {
            return engine.submit(
                    command,
                    event -> {
                        note(key, after(command, event));
                        listener.accept(event);
                    });
        } catch (RuntimeException e) {
            note(key, EngineStatus.READY);
            throw e;
        }
    }

    @Override
    public void close() {
        engine.close();
    }

    /** What the first of the commands that are not done yet is doing. */
    ReadOnlyObjectProperty<EngineStatus> statusProperty() {
        return status.getReadOnlyProperty();
    }

    private void note(Object key, EngineStatus now) {
        EngineStatus current;
        synchronized (open) {
            if (now == null) {
                return;
            }
            if (now.busy()) {
                open.put(key, now);
            } else {
                open.remove(key);
            }
            current = open.isEmpty() ? EngineStatus.READY : open.values().iterator().next();
        }
        if (waiting.getAndSet(current) == null) {
            fx.execute(() -> status.set(waiting.getAndSet(null)));
        }
    }

    private static EngineStatus first(Command command) {
        if (command instanceof Command.LoadModel load) {
            return busy("Loading " + name(load.model()) + " …");
        }
        if (command instanceof Command.UnloadModel) {
            return busy("Freeing memory …");
        }
        if (command instanceof Command.Train) {
            return new EngineStatus(true, true, "Training …");
        }
        return busy(command instanceof Command.Generate ? "Answering …" : "Scoring …");
    }

    private static EngineStatus after(Command command, Event event) {
        if (event instanceof Event.Terminal) {
            return EngineStatus.READY;
        }
        if (event instanceof Event.TrainStepped stepped) {
            return new EngineStatus(
                    true,
                    true,
                    "Training, step "
                            + stepped.step().step()
                            + " of "
                            + stepped.step().totalSteps());
        }
        return null;
    }

    private static EngineStatus busy(String text) {
        return new EngineStatus(true, false, text);
    }

    private static String name(Path model) {
        return model.getFileName() == null ? model.toString() : model.getFileName().toString();
    }
}
