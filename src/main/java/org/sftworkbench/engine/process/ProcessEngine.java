package org.sftworkbench.engine.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.DeviceLoss;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.UsageTracking;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs commands in a process of its own, so that whatever happens to it leaves this one alive: the
 * command that it had in work ends in {@link Event.Failed}, and the next has a new process.
 *
 * <p>The commands wait here and are handed over one at a time. One daemon thread named {@code
 * engine} keeps count of them and calls their listeners; it never waits for the process. A command
 * that does not react to a stop within five seconds is ended with the process, unless it is saving
 * and gets on with it, or computes the batch without whose end what was learned is lost.
 * Thread-safe.
 */
public final class ProcessEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessEngine.class);

    /** How long the system may take to end a process before it is left to itself. */
    private static final long TO_DIE = Duration.ofSeconds(3).toNanos();

    private static final long LONGEST_WAIT = Duration.ofHours(1).toNanos();

    private final EngineLaunch launch;
    private final BlockingQueue<Runnable> mail = new LinkedBlockingQueue<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Thread thread;
    private final Object lock = new Object();
    private boolean closed;

    // The engine thread's own.
    private final Deque<ProcessTask> waiting = new ArrayDeque<>();
    private ProcessTask running;
    private EngineChild child;
    private boolean ready;
    private StopPatience closing;
    private long endedAt;
    private boolean ended;

    /** Starts the process, in the background, so that it is there when the first command comes. */
    public ProcessEngine(EngineLaunch launch) {
        this.launch = launch;
        // The tokenizers of this process are used without asking for a model first.
        UsageTracking.optOut();
        thread = new Thread(this::work, "engine");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * @throws IllegalStateException after {@link #close}
     */
    @Override
    public EngineTask submit(Command command, Consumer<? super Event> listener) {
        ProcessTask task =
                new ProcessTask(numbers.incrementAndGet(), command, listener, this::asked);
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the engine has been closed");
            }
            mail.add(
                    () -> {
                        waiting.add(task);
                        advance();
                    });
        }
        return task;
    }

    private void asked(ProcessTask task, Request.Wish wish) {
        mail.add(() -> take(task, wish));
    }

    /**
     * Asks the process to end, and ends it where it does not within five seconds, as after a stop.
     * Once more does nothing.
     */
    @Override
    public void close() {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                mail.add(this::beginClosing);
            }
        }
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        start();
        while (closing == null || child != null) {
            try {
                Runnable next = mail.poll(untilNextLook(), TimeUnit.NANOSECONDS);
                if (next != null) {
                    next.run();
                }
            } catch (InterruptedException e) {
                if (closing == null) {
                    beginClosing();
                }
            } catch (RuntimeException e) {
                LOG.error("The engine's own error", e);
            }
            look(System.nanoTime());
        }
    }

    private void beginClosing() {
        closing = running == null ? new StopPatience(() -> 0) : running.patience();
        ask(closing, running);
        while (!waiting.isEmpty()) {
            end(waiting.remove(), new Event.Cancelled(0));
        }
        if (child != null) {
            child.send(new Request.Close());
        }
    }

    private void take(ProcessTask task, Request.Wish wish) {
        if (task == running) {
            if (wish == Request.Wish.CANCEL) {
                ask(task.patience(), task);
            }
            child.send(new Request.Ask(task.number(), wish));
        } else if (wish == Request.Wish.CANCEL && waiting.remove(task)) {
            end(task, new Event.Cancelled(0));
        }
        advance();
    }

    private void ask(StopPatience patience, ProcessTask task) {
        if (task == null || child == null) {
            patience.ask(System.nanoTime());
        } else {
            patience.ask(System.nanoTime(), task.toFinish(), child::computed);
        }
    }

    /** Hands over the next command where none is in work; one that is paused keeps its turn. */
    private void advance() {
        while (running == null && closing == null && !waiting.isEmpty()) {
            if (waiting.peek().isPaused() || isDying()) {
                return;
            }
            ProcessTask task = waiting.remove();
            if (task.isCancelled()) {
                end(task, new Event.Cancelled(0));
                continue;
            }
            String failure = child == null ? start() : "";
            if (child == null) {
                end(task, LossReport.lost(task, failure));
                continue;
            }
            running = task;
            child.send(new Request.Submit(task.number(), task.command()));
        }
    }

    /** Whether the process was told to end and has not yet: whatever it is given goes with it. */
    private boolean isDying() {
        return child != null && ended;
    }

    /** Returns why there is no process; empty where there is. */
    private String start() {
        ready = false;
        ended = false;
        try {
            child = EngineChild.start(launch, new FromChild());
            return "";
        } catch (IOException e) {
            LOG.error("The engine could not be started", e);
            return "The engine could not be started: " + e.getMessage() + ".";
        }
    }

    private void told(EngineChild source, Report report) {
        if (source != child) {
            return;
        }
        if (report instanceof Report.Ready) {
            ready = true;
        } else if (report instanceof Report.Told told
                && running != null
                && told.task() == running.number()) {
            if (told.event() instanceof Event.Failed failed
                    && DeviceLoss.isToldIn(failed.message())) {
                // Whatever this process does on that device from now on fails the same way.
                EngineChild lost = child;
                child = null;
                lost.end();
                endRunning(DeviceLoss.of(failed));
            } else if (told.event() instanceof Event.Terminal terminal) {
                endRunning(terminal);
            } else {
                running.hear(told.event());
            }
            advance();
        }
    }

    private void ended(EngineChild source, Ending ending) {
        if (source != child) {
            return;
        }
        child = null;
        if (running == null) {
            if (closing == null && !ended) {
                LOG.warn("The engine ended while nothing was to be done: {}", ending);
            }
        } else if (closing != null) {
            endRunning(new Event.Cancelled(running.steps()));
        } else if (ended) {
            endRunning(LossReport.unresponsive(running));
        } else {
            LOG.warn("The engine ended: {}", ending);
            String what = ready ? ending.during(running.command()) : ending.atStart();
            endRunning(LossReport.lost(running, what));
        }
        advance();
    }

    private void endRunning(Event.Terminal end) {
        ProcessTask task = running;
        running = null;
        end(task, end);
    }

    private static void end(ProcessTask task, Event.Terminal end) {
        task.hear(end);
    }

    private StopPatience patience() {
        return closing != null ? closing : running != null ? running.patience() : null;
    }

    private long untilNextLook() {
        if (isDying()) {
            return Math.max(0, endedAt + TO_DIE - System.nanoTime());
        }
        StopPatience patience = patience();
        return patience == null ? LONGEST_WAIT : Math.min(LONGEST_WAIT, patience.untilNextLook());
    }

    /** Ends the process where a stop has been waited for long enough. */
    private void look(long now) {
        if (isDying()) {
            if (now - endedAt >= TO_DIE) {
                // One that waits for a device or a network drive cannot be ended by anybody.
                LOG.warn("Process {} cannot be ended", child.pid());
                ended(child, Ending.UNKNOWN);
            }
            return;
        }
        StopPatience patience = patience();
        if (child == null || patience == null) {
            return;
        }
        boolean abandoned = running != null && running.isAbandoned();
        if (abandoned || patience.isOver(now)) {
            LOG.warn("The engine does not stop{}, and is ended", abandoned ? " at once" : "");
            ended = true;
            endedAt = now;
            child.end();
        }
    }

    /** Passes what a process says to the engine thread. */
    private final class FromChild implements EngineChild.Listener {
        @Override
        public void told(EngineChild source, Report report) {
            mail.add(() -> ProcessEngine.this.told(source, report));
        }

        @Override
        public void ended(EngineChild source, Ending ending) {
            mail.add(() -> ProcessEngine.this.ended(source, ending));
        }
    }
}
