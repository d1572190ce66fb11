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
 *
 * <p>While a training run stands still in a pause, the commands that leave it as it is are handed
 * over beside it, one at a time. A run that is resumed meanwhile, be it before it has come to stand
 * still, goes on after those that were asked before; one that is stopped, after the one in work,
 * which is never ended with the process.
 */
public final class ProcessEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessEngine.class);

    /** What an answer to be stopped may take before a run that learned something is ended too. */
    private static final long TO_ANSWER = Duration.ofSeconds(30).toNanos();

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

    /** In work while {@link #running}, a run, stands still; null for none. */
    private ProcessTask beside;

    private EngineChild child;
    private boolean ready;
    private StopPatience closing;
    private final DyingChild dying = new DyingChild();

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
            waiting.remove().hear(new Event.Cancelled(0));
        }
        if (child != null) {
            child.send(new Request.Close());
        }
    }

    private void take(ProcessTask task, Request.Wish wish) {
        task.take(wish, numbers.get());
        if (task == running) {
            if (wish == Request.Wish.CANCEL && beside == null) {
                ask(task.patience(), task);
            }
            if (wish == Request.Wish.RESUME) {
                sendOn();
            } else {
                if (wish == Request.Wish.PAUSE) {
                    task.isToPause();
                }
                child.send(new Request.Ask(task.number(), wish));
            }
        } else if (task == beside) {
            child.send(new Request.Ask(task.number(), wish));
        } else if (wish == Request.Wish.CANCEL && waiting.remove(task)) {
            task.hear(new Event.Cancelled(0));
        }
        advance();
    }

    private void ask(StopPatience patience, ProcessTask task) {
        if (task == null || child == null) {
            patience.ask(System.nanoTime());
        } else {
            long finish = task.toFinish();
            long answer = beside != null && finish > 0 ? TO_ANSWER : 0;
            patience.ask(System.nanoTime(), finish + answer, child::computed);
        }
    }

    /** Lets the run go on, or, where something is or will be computed beside it, after that. */
    private void sendOn() {
        boolean owes = running.isToldToPause() && waiting.stream().anyMatch(running::hasTimeFor);
        if (beside == null && !owes) {
            running.goesOn();
            child.send(new Request.Ask(running.number(), Request.Wish.RESUME));
        }
    }

    /** Hands over the next command where none is in work, or one that a run has time for. */
    private void advance() {
        if (running == null) {
            handOverNext();
        } else if (beside == null && running.standsStill() && !running.isCancelled()) {
            handOverBeside();
        }
    }

    /** One that is paused keeps its turn. */
    private void handOverNext() {
        while (running == null && closing == null && !waiting.isEmpty()) {
            if (waiting.peek().isHeldBack() || isDying()) {
                return;
            }
            ProcessTask task = waiting.remove();
            if (task.isCancelled()) {
                task.hear(new Event.Cancelled(0));
                continue;
            }
            String failure = child == null ? start() : "";
            if (child == null) {
                task.hear(LossReport.lost(task, failure));
                continue;
            }
            running = task;
            child.send(new Request.Submit(task.number(), task.command()));
        }
    }

    private void handOverBeside() {
        if (closing != null || isDying()) {
            return;
        }
        for (ProcessTask task : waiting) {
            if (running.hasTimeFor(task)) {
                waiting.remove(task);
                beside = task;
                child.send(new Request.Submit(task.number(), task.command()));
                return;
            }
        }
        if (!running.isHeldBack()) {
            sendOn();
        }
    }

    /** Whether the process was told to end and has not yet: whatever it is given goes with it. */
    private boolean isDying() {
        return child != null && dying.isTold();
    }

    /** Returns why there is no process; empty where there is. */
    private String start() {
        ready = false;
        dying.none();
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
        } else if (report instanceof Report.Told told) {
            if (running != null && told.task() == running.number()) {
                hear(running, told.event());
            } else if (beside != null && told.task() == beside.number()) {
                hear(beside, told.event());
            }
            advance();
        }
    }

    private void hear(ProcessTask task, Event event) {
        if (event instanceof Event.Failed failed && DeviceLoss.isToldIn(failed.message())) {
            // Whatever this process does on that device from now on fails the same way.
            EngineChild lost = child;
            child = null;
            lost.end();
            Event.Failed told = DeviceLoss.of(failed);
            boolean ofRun = task == running;
            if (beside != null) {
                endBeside(told);
            }
            endRunning(ofRun ? told : LossReport.lost(running, told.message()));
        } else if (!(event instanceof Event.Terminal terminal)) {
            task.hear(event);
        } else if (task == beside) {
            endBeside(terminal);
        } else {
            endRunning(terminal);
        }
    }

    private void ended(EngineChild source, Ending ending) {
        if (source != child) {
            return;
        }
        child = null;
        if (running == null) {
            if (closing == null && !dying.isTold()) {
                LOG.warn("The engine ended while nothing was to be done: {}", ending);
            }
        } else if (closing != null || dying.isTold()) {
            endStopped();
        } else if (beside != null) {
            endBoth(ending);
        } else {
            LOG.warn("The engine ended: {}", ending);
            String what = ready ? ending.during(running.command()) : ending.atStart();
            endRunning(LossReport.lost(running, what));
        }
        advance();
    }

    /** The process was told to end, and what was in work has ended with it. */
    private void endStopped() {
        boolean closed = closing != null;
        if (beside != null) {
            endBeside(closed ? new Event.Cancelled(0) : LossReport.endedWithTheRun());
        }
        int steps = running.steps();
        endRunning(closed ? new Event.Cancelled(steps) : LossReport.unresponsive(running));
    }

    /** What was computed beside a run and the run have ended with the process. */
    private void endBoth(Ending ending) {
        ProcessTask run = running;
        String what = ending.during(beside.command());
        LOG.warn("The engine ended beside a paused run: {}", ending);
        endBeside(LossReport.lost(beside, what));
        running = null;
        run.hear(LossReport.lost(run, what));
    }

    /** The run that stands still is now waited for, where it was told to stop meanwhile. */
    private void endBeside(Event.Terminal end) {
        ProcessTask task = beside;
        beside = null;
        if (running.isCancelled() && child != null) {
            ask(running.patience(), running);
        }
        task.hear(end);
    }

    /** What was handed over beside a run that has ended has the process to itself. */
    private void endRunning(Event.Terminal end) {
        ProcessTask task = running;
        running = beside;
        beside = null;
        if (running != null && running.isCancelled()) {
            ask(running.patience(), running);
        }
        task.hear(end);
    }

    private StopPatience patience() {
        return closing != null ? closing : running != null ? running.patience() : null;
    }

    private long untilNextLook() {
        if (isDying()) {
            return dying.left(System.nanoTime());
        }
        StopPatience patience = patience();
        return patience == null ? LONGEST_WAIT : Math.min(LONGEST_WAIT, patience.untilNextLook());
    }

    /** Ends the process where a stop has been waited for long enough. */
    private void look(long now) {
        if (isDying()) {
            if (dying.left(now) == 0) {
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
            dying.end(child, now);
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
