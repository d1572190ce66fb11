package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The kernels' text names what the libtorch at hand has, and what fails leaves nothing behind. */
class KernelsTest {
    @Test
    void onlyWhereOneDnnMultipliesIsItNamed() {
        assertThat(Kernels.source(Map.of("onednn", OneDnn.ALWAYS.least()))).contains("ops.mkldnn.");
        assertThat(Kernels.source(Map.of("onednn", OneDnn.NEVER.least())))
                .doesNotContain("ops.mkldnn.");
    }

    @Test
    void whereTheFirstCallFailsTheyAreClosed() {
        Path directory = GoldenModel.QWEN3.directory();
        ModelConfig config = ModelConfigReader.read(directory);
        Map<String, Object> attributes =
                KernelSettings.of(
                        config,
                        DecoderLayout.of(config),
                        LoraAdapters.NONE,
                        new Loading(false, Precision.FLOAT32, Device.cpu(), Optional.empty(), 0));
        List<Kernels> loaded = new ArrayList<>();
        assertThatThrownBy(
                        () ->
                                Kernels.load(
                                        attributes,
                                        Device.cpu(),
                                        kernels -> {
                                            loaded.add(kernels);
                                            throw new IllegalStateException("out of memory");
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("out of memory");
        assertThat(loaded).hasSize(1);
        assertThatThrownBy(loaded.get(0)::newManager).isInstanceOf(IllegalStateException.class);
    }
}
