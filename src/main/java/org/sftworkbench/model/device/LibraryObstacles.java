package org.sftworkbench.model.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Finds what of the native libraries keeps GPUs from being used. */
final class LibraryObstacles {
    private final TorchLibraries libraries;
    private final SystemProbe system;
    private final Host host;

    LibraryObstacles(TorchLibraries libraries, SystemProbe system, Host host) {
        this.libraries = libraries;
        this.system = system;
        this.host = host;
    }

    /** None where GPUs can be used with them. */
    List<Obstacle> find() {
        List<Obstacle> obstacles = new ArrayList<>();
        if (!CudaBuild.isMadeFor(host)) {
            obstacles.add(
                    new Obstacle(
                            Obstacle.Kind.PLATFORM,
                            "there is no CUDA build of libtorch here for " + host.classifier(),
                            "Use a machine with Linux or Windows on x86-64 to train on a GPU."));
            return obstacles;
        }
        if (libraries.source() == TorchLibraries.Source.CLASS_PATH
                || (libraries.source() == TorchLibraries.Source.CACHE && !libraries.cuda())) {
            obstacles.add(
                    new Obstacle(
                            Obstacle.Kind.NO_CUDA_LIBRARIES,
                            "the CUDA libraries are not here yet",
                            "Fetch them ("
                                    + CudaBuild.size(host)
                                    + ") in the training pane, or with 'sft device --fetch"
                                    + " cuda'."));
            return obstacles;
        }
        if (libraries.source() == TorchLibraries.Source.DIRECTORY && !libraries.cuda()) {
            obstacles.add(
                    new Obstacle(
                            Obstacle.Kind.CPU_BUILD,
                            "PYTORCH_LIBRARY_PATH names libraries without CUDA ("
                                    + libraries.directory()
                                    + ")",
                            "Unset it, or let it name libtorch "
                                    + libraries.version()
                                    + " for CUDA 12.8."));
        }
        if (libraries.flavor().filter(f -> !f.startsWith("cu")).isPresent()) {
            obstacles.add(
                    new Obstacle(
                            Obstacle.Kind.CPU_FLAVOR,
                            "PYTORCH_FLAVOR="
                                    + libraries.flavor().get()
                                    + " asks for libraries without CUDA",
                            "Unset it, or set it to " + CudaBuild.FLAVOR + "."));
        }
        if (host.isWindows() && !isOnPath()) {
            obstacles.add(
                    new Obstacle(
                            Obstacle.Kind.SEARCH_PATH,
                            "Windows would not find the CUDA libraries that libtorch needs",
                            "Start with bin\\sft.bat, or put "
                                    + libraries.directory()
                                    + " on the PATH first."));
        }
        return obstacles;
    }

    /**
     * DJL loads the libraries one by one, and cublas64_12.dll before the one it needs, which
     * Windows then looks for on the PATH: <a
     * href="https://github.com/qupath/qupath-extension-djl/issues/46">as seen elsewhere</a>.
     */
    private boolean isOnPath() {
        String path = system.environment("PATH").or(() -> system.environment("Path")).orElse("");
        return Arrays.stream(path.split(";"))
                .map(entry -> entry.replace("\"", "").strip())
                .map(entry -> entry.endsWith("\\") ? entry.substring(0, entry.length() - 1) : entry)
                .filter(entry -> !entry.isEmpty())
                .anyMatch(
                        entry ->
                                entry.toLowerCase(Locale.ROOT)
                                                .equals(
                                                        libraries
                                                                .directory()
                                                                .toLowerCase(Locale.ROOT))
                                        || system.exists(host.path(entry, "cublasLt64_12.dll")));
    }
}
