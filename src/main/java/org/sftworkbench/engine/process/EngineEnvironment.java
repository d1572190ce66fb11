package org.sftworkbench.engine.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sftworkbench.model.device.FetchedLibraries;

/**
 * Variables of the environment that the process that computes has besides this one's. The start
 * scripts set the same ones for the whole program; a window opened from a menu comes without them.
 */
public final class EngineEnvironment {
    /** Counts GPUs as {@code nvidia-smi} does. */
    private static final Map<String, String> GPU_ORDER = Map.of("CUDA_DEVICE_ORDER", "PCI_BUS_ID");

    /**
     * Keeps attention on CUDA from cuDNN, which some versions of libtorch prefer (2.11 does, 2.7.1
     * does not): it makes a new plan for each length of a row, five times the time of a token.
     */
    private static final Map<String, String> NO_PLANS =
            Map.of("TORCH_CUDNN_SDPA_DEPRIORITIZED", "1", "TORCH_CUDNN_SDPA_PREFERRED", "0");

    /** How many compiled products oneDNN and torch keep; of their own accord, 1,024. */
    private static final Map<String, String> KEPT_PRODUCTS =
            Map.of(
                    "LRU_CACHE_CAPACITY", "128",
                    "ONEDNN_PRIMITIVE_CACHE_CAPACITY", "128");

    /**
     * Lets glibc keep what a training step frees, which the next one takes again, in large pages;
     * and lets no thread keep small pieces for itself, between which large ones no longer fit.
     */
    private static final Map<String, String> MALLOC =
            Map.of(
                    "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1:glibc.malloc.tcache_count=0",
                    "MALLOC_ARENA_MAX", "1",
                    "MALLOC_TRIM_THRESHOLD_", "1000000000000",
                    "MALLOC_MMAP_THRESHOLD_", "4000000000");

    private static final String PATH = "PATH";
    private static final String LIBRARIES = "PYTORCH_LIBRARY_PATH";

    private EngineEnvironment() {}

    /** Those for this machine as it is now; libraries may have been fetched since the start. */
    public static Map<String, String> ofThisMachine() {
        return of(
                System.getProperty("os.name", ""),
                System.getenv(),
                FetchedLibraries.libtorchOfThisMachine());
    }

    /**
     * @param system the operating system, as Java names it in {@code os.name}
     * @param inherited this process's variables; those that are set keep their values
     * @param libtorch directory of the CUDA libraries that were fetched, where they are
     */
    static Map<String, String> of(
            String system, Map<String, String> inherited, Optional<String> libtorch) {
        Map<String, String> wanted = new TreeMap<>();
        if (system.startsWith("Linux")) {
            wanted.putAll(GPU_ORDER);
            wanted.putAll(NO_PLANS);
            wanted.putAll(KEPT_PRODUCTS);
            wanted.putAll(MALLOC);
        } else if (system.startsWith("Windows")) {
            wanted.putAll(GPU_ORDER);
            wanted.putAll(NO_PLANS);
            wanted.putAll(KEPT_PRODUCTS);
        }
        wanted.keySet().removeAll(inherited.keySet());
        if (system.startsWith("Windows")) {
            withLibraries(inherited, libtorch)
                    .ifPresent(path -> wanted.put(pathOf(inherited), path));
        }
        return wanted;
    }

    /**
     * Windows looks for the libraries that a library needs on the PATH. On Linux those that were
     * fetched name one another's places themselves, so nothing has to be set.
     *
     * @return empty where the PATH has them all
     */
    private static Optional<String> withLibraries(
            Map<String, String> inherited, Optional<String> libtorch) {
        String path = inherited.getOrDefault(pathOf(inherited), "");
        List<String> there = entries(path).map(EngineEnvironment::comparable).toList();
        List<String> more = new ArrayList<>();
        entries(inherited.getOrDefault(LIBRARIES, "")).forEach(more::add);
        libtorch.ifPresent(more::add);
        more.removeIf(directory -> there.contains(comparable(directory)));
        if (more.isEmpty()) {
            return Optional.empty();
        }
        if (!path.isEmpty()) {
            more.add(path);
        }
        return Optional.of(String.join(";", more));
    }

    /** Windows writes it {@code Path}, and a second name for it would make two variables. */
    private static String pathOf(Map<String, String> inherited) {
        return inherited.keySet().stream().filter(PATH::equalsIgnoreCase).findFirst().orElse(PATH);
    }

    private static Stream<String> entries(String path) {
        return Arrays.stream(path.split(";"))
                .map(entry -> entry.replace("\"", "").strip())
                .filter(entry -> !entry.isEmpty());
    }

    private static String comparable(String directory) {
        String lower = directory.toLowerCase(Locale.ROOT);
        return lower.endsWith("\\") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
