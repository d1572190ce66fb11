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
    private final Cancellation cancellation;
    private final SaveWish saveWish = new SaveWish();
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile Event.Terminal end;

    /**
     * @param others what a run's thread does while the run is paused, from telling that it is on
     */
    QueuedTask(Command command, Consumer<? super Event> listener, Cancellation.Meanwhile others) {
        this.command = command;
        this.listener = listener;
        this.cancellation =
                command instanceof Command.Train
                        ? new Cancellation(new StandingStill(others))
                        : new Cancellation();
    }

    /** Whether it may be run while a run stands still. */
    boolean leavesRunsAsTheyAre() {
        return command.leavesRunsAsTheyAre();
    }

    /** There is another command, which a run that stands still has time for. */
    void tellNews() {
        cancellation.tellNews();
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
            return runner.run(command, this::tell, cancellation, saveWish);
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
    public void saveNow() {
        saveWish.make();
        cancellation.tellNews();
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

    /**
     * Tells that the run stands still, saves it where that is wished, and lets others have the
     * thread.
     */
    private final class StandingStill implements Cancellation.Meanwhile {
        private final Cancellation.Meanwhile others;

        StandingStill(Cancellation.Meanwhile others) {
            this.others = others;
        }

        @Override
        public void begins() {
            others.begins();
            tell(new Event.StandsStill());
        }

        @Override
        public boolean doNext() {
            return saveWish.fulfil() || others.doNext();
        }

        @Override
        public void ends() {
            others.ends();
        }
    }
}
