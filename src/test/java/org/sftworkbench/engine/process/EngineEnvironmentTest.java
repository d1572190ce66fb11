package org.sftworkbench.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The process that computes finds its libraries and counts GPUs alike, however the window began.
 */
class EngineEnvironmentTest {
    private static final String FETCHED =
            "C:\\Users\\ada\\AppData\\Local\\SFT Workbench\\cuda\\2.7.1-cu128-win-x86_64\\torch\\lib";
    private static final String SYSTEM = "C:\\Windows\\system32;C:\\Windows";

    private static Map<String, String> windows(Map<String, String> inherited) {
        return EngineEnvironment.of("Windows 11", inherited, Optional.of(FETCHED));
    }

    @Test
    void windowsFindsWhatWasFetchedOnThePath() {
        assertThat(windows(Map.of("PATH", SYSTEM)))
                .contains(
                        Map.entry("PATH", FETCHED + ";" + SYSTEM),
                        Map.entry("CUDA_DEVICE_ORDER", "PCI_BUS_ID"));
        assertThat(windows(Map.of())).containsEntry("PATH", FETCHED);
    }

    @Test
    void thePathKeepsTheNameItHas() {
        assertThat(windows(Map.of("Path", SYSTEM)))
                .containsEntry("Path", FETCHED + ";" + SYSTEM)
                .doesNotContainKey("PATH");
    }

    @Test
    void whatTheUserNamesComesBeforeWhatWasFetched() {
        assertThat(
                        windows(
                                Map.of(
                                        "Path",
                                        SYSTEM,
                                        "PYTORCH_LIBRARY_PATH",
                                        "D:\\libtorch\\lib;D:\\more")))
                .containsEntry("Path", "D:\\libtorch\\lib;D:\\more;" + FETCHED + ";" + SYSTEM);
    }

    @Test
    void aPathThatHasThemStaysAsItIs() {
        String path = SYSTEM + ";\"" + FETCHED.toUpperCase(Locale.ROOT) + "\\\"";
        assertThat(windows(Map.of("Path", path))).doesNotContainKey("Path");
    }

    @Test
    void withoutFetchedLibrariesThePathStaysAsItIs() {
        assertThat(EngineEnvironment.of("Windows 10", Map.of("Path", SYSTEM), Optional.empty()))
                .containsOnlyKeys(
                        "CUDA_DEVICE_ORDER",
                        "LRU_CACHE_CAPACITY",
                        "ONEDNN_PRIMITIVE_CACHE_CAPACITY",
                        "TORCH_CUDNN_SDPA_DEPRIORITIZED",
                        "TORCH_CUDNN_SDPA_PREFERRED");
    }

    @Test
    void onLinuxMemoryIsKeptAndNoPathIsSet() {
        assertThat(
                        EngineEnvironment.of(
                                "Linux",
                                Map.of("PATH", "/usr/bin", "LD_LIBRARY_PATH", "/opt/lib"),
                                Optional.of("/home/ada/torch/lib")))
                .containsOnlyKeys(
                        "CUDA_DEVICE_ORDER",
                        "GLIBC_TUNABLES",
                        "LRU_CACHE_CAPACITY",
                        "MALLOC_ARENA_MAX",
                        "MALLOC_MMAP_THRESHOLD_",
                        "MALLOC_TRIM_THRESHOLD_",
                        "ONEDNN_PRIMITIVE_CACHE_CAPACITY",
                        "TORCH_CUDNN_SDPA_DEPRIORITIZED",
                        "TORCH_CUDNN_SDPA_PREFERRED")
                .containsEntry("MALLOC_ARENA_MAX", "1");
    }

    @Test
    void whatIsSetStays() {
        assertThat(
                        EngineEnvironment.of(
                                "Linux",
                                Map.of(
                                        "MALLOC_ARENA_MAX",
                                        "4",
                                        "CUDA_DEVICE_ORDER",
                                        "FASTEST_FIRST"),
                                Optional.empty()))
                .doesNotContainKeys("MALLOC_ARENA_MAX", "CUDA_DEVICE_ORDER")
                .containsKey("MALLOC_TRIM_THRESHOLD_");
        assertThat(windows(Map.of("CUDA_DEVICE_ORDER", "FASTEST_FIRST")))
                .doesNotContainKey("CUDA_DEVICE_ORDER");
    }

    @Test
    void aMacNeedsNothing() {
        assertThat(EngineEnvironment.of("Mac OS X", Map.of("PATH", "/usr/bin"), Optional.empty()))
                .isEmpty();
    }
}
