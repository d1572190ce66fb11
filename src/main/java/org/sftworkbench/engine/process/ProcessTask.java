package org.sftworkbench.engine.process;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.Recording;
import org.sftworkbench.run.Checkpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One submitted command: what was asked of it, how far it is, and its end. Thread-safe where it is
 * an {@link EngineTask}; the rest is the engine thread's.
 */
final class ProcessTask implements EngineTask {
    /** Takes what is asked of a task. */
    interface Wishes {
        void asked(ProcessTask task, Request.Wish wish);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ProcessTask.class);

    private static final double TIMES_LONGEST = 3;

    private final long number;
    private final Command command;
    private final Consumer<? super Event> listener;
    private final Wishes wishes;
    private final StopPatience patience;
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile boolean cancelled;
    private volatile boolean abandoned;
    private volatile boolean paused;
    private volatile Event.Terminal end;
    private boolean heldBack;
    private boolean toldToPause;
    private boolean standsStill;
    private long askedBefore;
    private int steps;
    private OptionalInt savedStep;
    private double secondsBefore;
    private double longestStep;

    ProcessTask(long number, Command command, Consumer<? super Event> listener, Wishes wishes) {
        this.number = number;
        this.command = command;
        this.listener = listener;
        this.wishes = wishes;
        patience = new StopPatience(() -> WrittenBytes.of(command));
        savedStep = goesOnFrom();
        // How long a run that goes on had gone on before is first known with its first step.
        secondsBefore = savedStep.isPresent() ? Double.NaN : 0;
    }

    private OptionalInt goesOnFrom() {
        return recording()
                .flatMap(Recording::checkpoint)
                .flatMap(Checkpoint::named)
                .map(checkpoint -> OptionalInt.of(checkpoint.step()))
                .orElse(OptionalInt.empty());
    }

    long number() {
        return number;
    }

    Command command() {
        return command;
    }

    /** What the command keeps of itself where it is a run. */
    Optional<Recording> recording() {
        return command instanceof Command.Train train && train.out() != null
                ? train.recording()
                : Optional.empty();
    }

    StopPatience patience() {
        return patience;
    }

    /** Whether the process has told that it is paused, and it was not sent on since. */
    boolean standsStill() {
        return standsStill;
    }

    /**
     * Whether the engine thread has been told that it is paused: in turn with what else was asked
     * of it, while {@link #isPaused} changes at once, ahead of commands that were submitted before.
     */
    boolean isHeldBack() {
        return heldBack && !cancelled;
    }

    /**
     * Takes a wish on the engine thread. What was asked up to a number was asked before a resuming.
     */
    void take(Request.Wish wish, long lastNumber) {
        if (wish == Request.Wish.PAUSE) {
            heldBack = true;
        } else if (wish == Request.Wish.RESUME) {
            heldBack = false;
            askedBefore = lastNumber;
        }
    }

    /** Whether another command can be carried out before this one, which stands still, goes on. */
    boolean hasTimeFor(ProcessTask other) {
        return (isHeldBack() || other.number <= askedBefore)
                && !other.isHeldBack()
                && !other.isCancelled()
                && other.command.leavesRunsAsTheyAre();
    }

    /** The process is told that it pauses. */
    void isToPause() {
        toldToPause = true;
    }

    /** Whether the process was told that it pauses, and it was not sent on since. */
    boolean isToldToPause() {
        return toldToPause;
    }

    /** It is sent on. */
    void goesOn() {
        toldToPause = false;
        standsStill = false;
    }

    /** Optimizer steps taken; 0 outside training. */
    int steps() {
        return steps;
    }

    /** The step that a run can go on from; empty for its first. */
    OptionalInt savedStep() {
        return savedStep;
    }

    /**
     * Nanoseconds that the batch in work may take after a stop: as long as the longest steps so
     * far, as a machine may have become slower, where a run keeps what it learned and has learned
     * something that is not saved yet; else 0.
     */
    long toFinish() {
        boolean unsaved = recording().isPresent() && steps > savedStep.orElse(0);
        return unsaved ? Math.round(TIMES_LONGEST * longestStep * 1e9) : 0;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Whether its end is wished for whatever is lost with it. */
    boolean isAbandoned() {
        return abandoned;
    }

    /** Takes an event of the command on its way; a terminal one ends it. */
    void hear(Event event) {
        if (event instanceof Event.Saving) {
            patience.savingBegins();
        } else {
            patience.savingEnds();
        }
        if (event instanceof Event.TrainStepped stepped) {
            steps = stepped.step().step();
            double seconds = stepped.step().elapsedSeconds();
            if (seconds - secondsBefore > longestStep) {
                longestStep = seconds - secondsBefore;
            }
            secondsBefore = seconds;
        } else if (event instanceof Event.TrainResumed resumed) {
            steps = resumed.step();
        } else if (event instanceof Event.CheckpointSaved saved) {
            savedStep = OptionalInt.of(saved.step());
        } else if (event instanceof Event.StandsStill) {
            // One that was sent on before this was heard stands still no more.
            standsStill = toldToPause;
        }
        if (event instanceof Event.Terminal terminal) {
            end = terminal;
            tell(event);
            told.countDown();
        } else {
            tell(event);
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
        cancelled = true;
        wishes.asked(this, Request.Wish.CANCEL);
    }

    @Override
    public void abandon() {
        abandoned = true;
        cancel();
    }

    @Override
    public void saveNow() {
        wishes.asked(this, Request.Wish.SAVE);
    }

    @Override
    public void pause() {
        paused = true;
        wishes.asked(this, Request.Wish.PAUSE);
    }

    @Override
    public void resume() {
        paused = false;
        wishes.asked(this, Request.Wish.RESUME);
    }

    @Override
    public boolean isPaused() {
        return paused && !cancelled;
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
