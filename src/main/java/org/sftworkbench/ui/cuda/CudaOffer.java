package org.sftworkbench.ui.cuda;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.sftworkbench.hub.TransferSpeed;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import org.sftworkbench.natives.NativesException;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.cuda.OfferedLibraries.Offer;

/** Offers the CUDA libraries, and follows how they are fetched. FX thread only. */
public final class CudaOffer {
    /** How far it has come. */
    public enum State {
        /** Nothing is to be offered, as far as is known. */
        NONE,
        /** The user may have them fetched. */
        OFFERED,
        /** They are being fetched. */
        FETCHING,
        /** They wait for the user to go on. */
        PAUSED,
        /** They are there; the next start of the program uses them. */
        DONE
    }

    /**
     * How much has come.
     *
     * @param what is fetched or unpacked
     * @param done bytes of all
     * @param total bytes of all; 0 where not known yet
     * @param speed bytes a second; 0 where not known
     */
    public record Arrived(String what, long done, long total, double speed) {}

    private static final Arrived NOTHING = new Arrived("", 0, 0, 0);

    private final OfferedLibraries libraries;
    private final Executor looking;
    private final Executor fetching;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(this, "state", State.NONE);
    private final ReadOnlyObjectWrapper<Offer> offer = new ReadOnlyObjectWrapper<>(this, "offer");
    private final ReadOnlyObjectWrapper<Arrived> arrived =
            new ReadOnlyObjectWrapper<>(this, "arrived", NOTHING);
    private final ReadOnlyObjectWrapper<Problem> problem =
            new ReadOnlyObjectWrapper<>(this, "problem");
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(this, "fraction", -1);
    private Cancellation stop = new Cancellation();

    /**
     * @param looking looks at the machine
     * @param fetching fetches, which takes its thread for long
     */
    public CudaOffer(OfferedLibraries libraries, Executor looking, Executor fetching, Executor fx) {
        this.libraries = libraries;
        this.looking = looking;
        this.fetching = fetching;
        this.fx = fx;
    }

    /** Looks whether there is something to offer, unless that is known. */
    public void look() {
        if (state.get() != State.NONE) {
            return;
        }
        BackgroundTask.<Optional<Offer>>of(libraries::look)
                .onSuccess(found -> found.ifPresent(this::offer))
                // What is wrong with a mirror's address or a directory is told with the offer.
                .onError(NativesException.class, e -> problem.set(Problem.of(e)))
                .start(looking, fx);
    }

    private void offer(Offer found) {
        if (state.get() == State.NONE) {
            offer.set(found);
            state.set(State.OFFERED);
        }
    }

    /** Fetches what is offered. */
    public void fetch() {
        if (state.get() != State.OFFERED) {
            return;
        }
        problem.set(null);
        arrived.set(
                new Arrived("", offer.get().size() - offer.get().missing(), offer.get().size(), 0));
        fraction.set(-1);
        stop = new Cancellation();
        Cancellation now = stop;
        state.set(State.FETCHING);
        BackgroundTask.of(
                        () -> {
                            libraries.fetch(new Follower(now), now);
                            return true;
                        })
                .onSuccess(done -> state.set(State.DONE))
                .onError(CancellationException.class, e -> offerAgain())
                .onError(
                        NativesException.class,
                        e -> {
                            problem.set(Problem.of(e));
                            offerAgain();
                        })
                .start(fetching, fx);
    }

    private void offerAgain() {
        Offer before = offer.get();
        offer.set(
                new Offer(
                        before.size(),
                        Math.max(1, before.size() - arrived.get().done()),
                        before.directory()));
        state.set(State.OFFERED);
    }

    /** Waits until {@link #resume()}; what has come stays. */
    public void pause() {
        if (state.get() == State.FETCHING) {
            stop.pause();
            state.set(State.PAUSED);
        }
    }

    /** Goes on after a pause. */
    public void resume() {
        if (state.get() == State.PAUSED) {
            state.set(State.FETCHING);
            stop.resume();
        }
    }

    /** Ends the fetching; what has come stays for the next time. */
    public void stop() {
        stop.cancel();
    }

    /** Carries progress to the FX thread, at most one report waiting at a time. */
    private final class Follower implements Progress {
        private final Cancellation of;
        private final TransferSpeed speed = new TransferSpeed();
        private final AtomicReference<Arrived> waiting = new AtomicReference<>();

        Follower(Cancellation of) {
            this.of = of;
        }

        @Override
        public void report(String what, long done, long total) {
            Arrived now = new Arrived(what, done, total, speed.at(done));
            if (waiting.getAndSet(now) == null) {
                fx.execute(this::show);
            }
        }

        private void show() {
            Arrived now = waiting.getAndSet(null);
            if (of == stop && now.total() > 0) {
                arrived.set(now);
                fraction.set((double) now.done() / now.total());
            }
        }
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What is offered; null while nothing is. */
    public ReadOnlyObjectProperty<Offer> offerProperty() {
        return offer.getReadOnlyProperty();
    }

    /** How much has come. */
    public ReadOnlyObjectProperty<Arrived> arrivedProperty() {
        return arrived.getReadOnlyProperty();
    }

    /** From 0 to 1, or -1 where not known yet, as progress bars take it. */
    public ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    /** Why they could not be fetched; null where nothing is in the way. */
    public ReadOnlyObjectProperty<Problem> problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
