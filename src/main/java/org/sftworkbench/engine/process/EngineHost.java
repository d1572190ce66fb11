package org.sftworkbench.engine.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what is requested over a stream to an engine, and tells over another what it says. */
final class EngineHost {
    private static final Logger LOG = LoggerFactory.getLogger(EngineHost.class);

    private final Engine engine;
    private final MessageReader requests;
    private final MessageWriter reports;
    private final Consumer<Throwable> broken;
    private final Map<Long, EngineTask> tasks = new HashMap<>();

    /**
     * @param broken hears why an event could not be put into words, most likely for lack of memory;
     *     whoever waits for it would wait for ever, so the process must not go on
     */
    EngineHost(Engine engine, InputStream in, OutputStream out, Consumer<Throwable> broken) {
        this.engine = engine;
        this.broken = broken;
        requests =
                // What it says may be the user's, and stays out of the log.
                new MessageReader(in, text -> LOG.warn("What was asked for is no request"));
        reports = new MessageWriter(out);
    }

    /** Says that requests are taken now. */
    void greet() throws IOException {
        reports.write(new Report.Ready());
    }

    /**
     * Serves requests until nobody sends any more.
     *
     * @param close called when the process is asked to end, at most once a request
     * @throws IOException where the stream breaks
     */
    void serve(Runnable close) throws IOException {
        for (Optional<Request> next = requests.read(Request.class);
                next.isPresent();
                next = requests.read(Request.class)) {
            Request request = next.get();
            if (request instanceof Request.Submit submit) {
                submit(submit);
            } else if (request instanceof Request.Ask ask) {
                ask(ask);
            } else {
                close.run();
            }
        }
    }

    private void submit(Request.Submit submit) {
        // Held while submitting, so that an end that comes at once finds the task.
        synchronized (tasks) {
            try {
                tasks.put(
                        submit.task(),
                        engine.submit(submit.command(), event -> tell(submit.task(), event)));
            } catch (IllegalStateException e) {
                // It is closing.
                tell(submit.task(), new Event.Cancelled(0));
            }
        }
    }

    private void ask(Request.Ask ask) {
        EngineTask task;
        synchronized (tasks) {
            task = tasks.get(ask.task());
        }
        if (task == null) {
            return;
        }
        switch (ask.wish()) {
            case CANCEL -> task.cancel();
            case SAVE -> task.saveNow();
            case PAUSE -> task.pause();
            case RESUME -> task.resume();
        }
    }

    private void tell(long task, Event event) {
        if (event instanceof Event.Terminal) {
            synchronized (tasks) {
                tasks.remove(task);
            }
        }
        try {
            reports.write(new Report.Told(task, event));
        } catch (IOException e) {
            // Nobody listens any more; the end of the requests says so too, and ends the process.
            LOG.debug("{} could not be told", event.getClass().getSimpleName(), e);
        } catch (RuntimeException | Error e) {
            broken.accept(e);
        }
    }
}
