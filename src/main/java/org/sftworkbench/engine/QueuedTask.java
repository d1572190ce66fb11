package org.sftworkbench.engine;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.sftworkbench.job.Cancellation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One submitted command: its listener, its cancel flag and its end. Thread-safe. */
final class QueuedTask implements EngineTask {
    private static final Logger LOG = LoggerFactory.getLogger(QueuedTask.class);

    private final Command command;
    private final Consumer<? super Event> listener;
    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile Event.Terminal end;

    QueuedTask(Command command, Consumer<? super Event> listener) {
        this.command = command;
        this.listener = listener;
    }

    /** Runs the command to its terminal event; never throws. Engine thread only. */
    void run(CommandRunner runner) {
        end = outcome(runner);
        tell(end);
        told.countDown();
    }

    @SuppressWarnings("CatchingUnchecked")
    private Event.Terminal outcome(CommandRunner runner) {
        try {
            cancellation.check();
            return runner.run(command, this::tell, cancellation);
        } catch (CancellationException e) {
            return new Event.Cancelled(0);
        } catch (Throwable e) {
            return new Event.Failed(Failures.describe(command, e), Failures.rows(e));
        }
    }

    private void tell(Event event) {
        try {
            listener.accept(event);
        } catch (RuntimeException | Error e) {
            LOG.error("A listener failed on {}", event.getClass().getSimpleName(), e);
        }
    }

    @Override
    public void cancel() {
        cancellation.cancel();
    }

    @Override
    public void pause() {
        cancellation.pause();
    }

    @Override
    public void resume() {
        cancellation.resume();
    }

    @Override
    public boolean isPaused() {
        return cancellation.isPaused();
    }

    @Override
    public boolean isDone() {
        return told.getCount() == 0;
    }

    @Override
    public Event.Terminal await() throws InterruptedException {
        told.await();
        return end;
    }
}
