package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A run that grows by holes gives them back, seldom; one that needs what it has is left alone. */
class HeapHolesTest {
    private long inUse;
    private int handedBack;
    private final HeapHoles holes = new HeapHoles(() -> inUse, () -> handedBack++);

    private void updates(long... bytes) {
        for (long now : bytes) {
            inUse = now;
            holes.updated();
        }
    }

    private void settled() {
        updates(60, 90, 95, 100, 100, 98, 100, 100);
    }

    @Test
    void theFirstStepsAndALittleGrowthAreLeftAlone() {
        settled();
        updates(110, 120, 125);
        assertThat(handedBack).isZero();
    }

    @Test
    void fromAQuarterOnHolesGoBackOnce() {
        settled();
        updates(126);
        assertThat(handedBack).isEqualTo(1);
        updates(80, 100, 120);
        assertThat(handedBack).isEqualTo(1);
        updates(130);
        assertThat(handedBack).isEqualTo(2);
    }

    @Test
    void longerRowsThatNeedMoreMakeItUsual() {
        settled();
        updates(200, 200);
        assertThat(handedBack).isEqualTo(1);
        updates(LongStream.rangeClosed(200, 250).toArray());
        assertThat(handedBack).isEqualTo(1);
    }
}
