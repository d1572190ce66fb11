package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A model that does not fit beside a paused run is refused in words before it is read. */
class SpareMemoryTest {
    private static final Path MODEL = Path.of("models", "large");

    @Test
    void whatDoesNotFitIsRefusedWithTheNumbers() {
        assertThatThrownBy(() -> SpareMemory.check(MODEL, 8_000_000_000L, 5_000_000_000L))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        "large takes about 8.3 GB of memory, and beside the run that is paused 5.0"
                                + " GB are free. The run is as it was: resume or stop it first, or"
                                + " ask a smaller model.");
    }

    @Test
    void whatFitsIsNot() {
        assertThatCode(() -> SpareMemory.check(MODEL, 4_000_000_000L, 5_000_000_000L))
                .doesNotThrowAnyException();
        assertThatCode(() -> SpareMemory.check(GoldenModel.QWEN3.directory(), Precision.FLOAT32))
                .doesNotThrowAnyException();
    }
}
