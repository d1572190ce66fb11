package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.SimpleIntegerProperty;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.common.words.Words;

/** Who waits sees the seconds pass. */
class ElapsedTimeTest extends FxTest {
    @Test
    void secondsAreCountedWhileItGoesOn() {
        SimpleIntegerProperty phase = new SimpleIntegerProperty();
        ElapsedTime time =
                runFx(
                        () -> {
                            ElapsedTime made = new ElapsedTime();
                            made.count(phase.isEqualTo(1), Words.english());
                            return made;
                        });
        System.gc();
        assertThat(runFx(time::isVisible)).isFalse();
        doFx(() -> phase.set(1));
        waitUntil("a second has passed", () -> time.getText().endsWith(" s"));
        doFx(() -> phase.set(2));
        assertThat(runFx(time::isVisible)).isFalse();
    }
}
