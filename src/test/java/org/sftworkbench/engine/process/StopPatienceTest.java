package org.sftworkbench.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** By a clock of its own: how long a stop is waited for. */
class StopPatienceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long LOOK = SECOND / 10;

    private final StopPatience patience = new StopPatience(() -> 0);
    private long now;

    @Test
    void nothingIsOverBeforeItIsAskedFor() {
        assertThat(secondsUntilOver(20)).isEqualTo(20);
    }

    @Test
    void whereNothingIsLostFiveSecondsAreAllEvenWhileItComputes() {
        patience.ask(now, 0, () -> now);
        assertThat(secondsUntilOver(20)).isEqualTo(5);
        assertThat(patience.secondsWaited()).isEqualTo(5);
    }

    @Test
    void theBatchInWorkIsWaitedForWhileItIsComputed() {
        patience.ask(now, 60 * SECOND, () -> now / 2);
        assertThat(secondsUntilOver(100)).isEqualTo(60);
    }

    @Test
    void aProcessThatComputesNothingIsNotWaitedForWhateverItWasAbout() {
        LongSupplier untilTwelve = () -> Math.min(now, 12 * SECOND);
        patience.ask(now, 60 * SECOND, untilTwelve);
        assertThat(secondsUntilOver(100)).isEqualTo(17);
    }

    @Test
    void whereTheSystemDoesNotTellWhatItComputesFiveSecondsAreAll() {
        patience.ask(now, 60 * SECOND, () -> 0);
        assertThat(secondsUntilOver(100)).isEqualTo(5);
    }

    @Test
    void theLittleThatAnIdleProcessDoesIsNoWork() {
        patience.ask(now, 60 * SECOND, () -> now / 50);
        assertThat(secondsUntilOver(100)).isEqualTo(5);
    }

    private int secondsUntilOver(int most) {
        long begun = now;
        while (!patience.isOver(now) && now - begun < most * SECOND) {
            now += LOOK;
        }
        return (int) ((now - begun) / SECOND);
    }
}
