package org.sftworkbench.ui.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import org.sftworkbench.natives.NativesException;
import org.sftworkbench.ui.cuda.CudaOffer.State;
import org.sftworkbench.ui.cuda.OfferedLibraries.Offer;

/** An offer becomes a download, and that an end or an offer again. */
class CudaOfferTest {
    private static final Offer ALL = new Offer(1000, 1000, "/data/cuda");

    private final Deque<Runnable> fetching = new ArrayDeque<>();
    private Optional<Offer> found = Optional.of(ALL);
    private BiConsumer<Progress, Cancellation> work = (progress, stop) -> {};
    private final CudaOffer offer =
            new CudaOffer(
                    new OfferedLibraries() {
                        @Override
                        public Optional<Offer> look() {
                            return found;
                        }

                        @Override
                        public void fetch(Progress progress, Cancellation stop) {
                            work.accept(progress, stop);
                        }
                    },
                    Runnable::run,
                    fetching::add,
                    Runnable::run);

    private State state() {
        return offer.stateProperty().get();
    }

    private void begin() {
        offer.look();
        offer.fetch();
    }

    @Test
    void withoutAGpuThatLacksThemThereIsNone() {
        found = Optional.empty();
        offer.look();
        assertThat(state()).isEqualTo(State.NONE);
        offer.fetch();
        assertThat(fetching).isEmpty();
    }

    @Test
    void nothingIsFetchedBeforeTheUserSaysSo() {
        offer.look();
        assertThat(state()).isEqualTo(State.OFFERED);
        assertThat(offer.offerProperty().get()).isEqualTo(ALL);
        assertThat(fetching).isEmpty();
    }

    @Test
    void whatComesIsFollowedToTheEnd() {
        work =
                (progress, stop) -> {
                    progress.report("cuDNN", 250, 1000);
                    assertThat(offer.fractionProperty().get()).isEqualTo(0.25);
                    assertThat(offer.arrivedProperty().get().what()).isEqualTo("cuDNN");
                };
        begin();
        assertThat(state()).isEqualTo(State.FETCHING);

        fetching.remove().run();

        assertThat(state()).isEqualTo(State.DONE);
        assertThat(offer.problemProperty().get()).isNull();
    }

    @Test
    void aFailureIsToldAndTheRestIsOfferedAgain() {
        work =
                (progress, stop) -> {
                    progress.report("cuDNN", 600, 1000);
                    throw new NativesException("cuDNN: nobody answers there");
                };
        begin();
        fetching.remove().run();

        assertThat(state()).isEqualTo(State.OFFERED);
        assertThat(offer.problemProperty().get().summary()).contains("nobody answers");
        assertThat(offer.offerProperty().get().missing()).isEqualTo(400);

        work = (progress, stop) -> {};
        offer.fetch();
        assertThat(offer.problemProperty().get()).isNull();
        fetching.remove().run();
        assertThat(state()).isEqualTo(State.DONE);
    }

    @Test
    void aPauseWaitsAndAStopOffersTheRest() {
        work =
                (progress, stop) -> {
                    progress.report("cuDNN", 100, 1000);
                    offer.pause();
                    assertThat(stop.isPaused()).isTrue();
                    assertThat(state()).isEqualTo(State.PAUSED);
                    offer.resume();
                    assertThat(stop.isPaused()).isFalse();
                    assertThat(state()).isEqualTo(State.FETCHING);
                    offer.pause();
                    offer.stop();
                    assertThat(stop.isCancelled()).isTrue();
                    throw new CancellationException("stopped");
                };
        begin();
        fetching.remove().run();

        assertThat(state()).isEqualTo(State.OFFERED);
        assertThat(offer.problemProperty().get()).isNull();
        assertThat(offer.offerProperty().get().missing()).isEqualTo(900);
    }

    @Test
    void aSecondLookDoesNotDisturbWhatIsGoingOn() {
        begin();
        offer.look();
        assertThat(state()).isEqualTo(State.FETCHING);
    }
}
