package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
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

    /** Where weights stand is known by name in the text, and by number to libtorch. */
    @Test
    void placesAreNumbersWhereLibtorchReadsThem() {
        assertThat(Kernels.source(Map.of("onednn", OneDnn.NEVER.least())))
                .contains("p = 5 + 27 * i", "self.places[p + 26]")
                .doesNotContainPattern("@[A-Z_]+@");
        assertThatThrownBy(() -> KernelPlaces.numbered("self.places[@GATES@]"))
                .hasMessageContaining("@GATES@");
    }

    @Test
    void whereTheFirstCallFailsTheyAreClosed() {
        List<Kernels> loaded = new ArrayList<>();
        assertThatThrownBy(
                        () ->
                                Kernels.load(
                                        attributes(),
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

    @Test
    void aCallThatIsNeverRunHoldsNothing() {
        try (Kernels kernels = Kernels.load(attributes(), Device.cpu());
                NDManager results = kernels.newManager()) {
            NDManager all = results.getParentManager();
            int before = all.getManagedArrays().size();
            assertThatThrownBy(
                            () -> kernels.call("sums", results).withInts(1, 2).withList(List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(all.getManagedArrays()).hasSize(before);
        }
    }

    private static Map<String, Object> attributes() {
        ModelConfig config = ModelConfigReader.read(GoldenModel.QWEN3.directory());
        return KernelSettings.of(
                config,
                DecoderLayout.of(config),
                LoraAdapters.NONE,
                new Loading(false, Precision.FLOAT32, Device.cpu(), Optional.empty(), 0));
    }
}
