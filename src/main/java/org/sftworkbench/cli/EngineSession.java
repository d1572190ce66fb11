package org.sftworkbench.cli;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.LocalEngine;
import org.sftworkbench.job.Cancellation;

/**
 * An engine for the length of one command: runs engine commands to their end and hears their events
 * on the calling thread, so that slow output never holds up the engine.
 */
final class EngineSession implements AutoCloseable {
    private final Engine engine;
    private final Cancellation stop;

    EngineSession(Cancellation stop) {
        this(open(stop), stop);
    }

    /**
     * @param engine closed with this session
     */
    EngineSession(Engine engine, Cancellation stop) {
        this.stop = stop;
        this.engine = engine;
    }

    private static Engine open(Cancellation stop) {
        try {
            return new LocalEngine();
        } catch (IllegalStateException e) {
            // The process is ending.
            stop.cancel();
            throw stopped();
        }
    }

    /**
     * @param end what the command ends in when all goes well
     * @param listener hears the events before that
     * @throws CommandFailure where the engine says that it failed
     * @throws CancellationException when it was stopped
     */
    <T extends Event.Terminal> T run(Command command, Class<T> end, Consumer<Event> listener) {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        EngineTask task = submit(command, events);
        try {
            Event event = events.take();
            while (!(event instanceof Event.Terminal)) {
                listener.accept(event);
                event = events.take();
            }
            return result((Event.Terminal) event, end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped();
        } finally {
            // Where the listener failed, the engine must not go on for nobody.
            task.cancel();
        }
    }

    <T extends Event.Terminal> T run(Command command, Class<T> end) {
        return run(command, end, event -> {});
    }

    private EngineTask submit(Command command, BlockingQueue<Event> events) {
        stop.check();
        try {
            return engine.submit(command, events::add);
        } catch (IllegalStateException e) {
            throw stopped();
        }
    }

    private static <T extends Event.Terminal> T result(Event.Terminal event, Class<T> end) {
        if (event instanceof Event.Failed failed) {
            throw failed.comesAgain()
                    ? CommandFailure.thatComesAgain(failed.message())
                    : new CommandFailure(failed.message());
        }
        if (event instanceof Event.Cancelled) {
            throw stopped();
        }
        return end.cast(event);
    }

    private static CancellationException stopped() {
        return new CancellationException("stopped");
    }

    @Override
    public void close() {
        engine.close();
    }
}
