package org.sftworkbench.model.device;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The native libraries that DJL will take when libtorch is started, by the rules of DJL 0.36's
 * {@code LibUtils} and {@code Platform}: a directory that {@code PYTORCH_LIBRARY_PATH} names; else
 * those on the class path, without a look at any GPU; else those of {@code PYTORCH_FLAVOR} from its
 * cache, fetched there where they are missing.
 *
 * @param source where they come from
 * @param version of libtorch
 * @param directory of the libraries with CUDA, where they are or will be put
 * @param cuda whether libraries with CUDA are there already
 * @param offline whether DJL may not use the network
 * @param flavor that the user asks for
 * @param freeDisk bytes free where libraries would be put
 */
public record TorchLibraries(
        Source source,
        String version,
        String directory,
        boolean cuda,
        boolean offline,
        Optional<String> flavor,
        OptionalLong freeDisk) {
    /** Places that DJL takes libraries from. */
    public enum Source {
        /** A directory that the user names. */
        DIRECTORY,
        /** A library of this program: the CPU build. */
        CLASS_PATH,
        /** DJL's cache, filled from the network: the GPU build. */
        CACHE
    }

    private static final String FLAVOR = "PYTORCH_FLAVOR";

    /** Says that {@link #FLAVOR} was set here and not by the user. */
    private static final String OWN_CHOICE = "org.sftworkbench.pytorch.flavor";

    static TorchLibraries of(SystemProbe system, Host host) {
        String version =
                system.resources("pytorch-engine.properties").stream()
                        .findFirst()
                        .flatMap(text -> entry(text, "pytorch_version"))
                        .orElse("unknown");
        Optional<String> own = system.property(OWN_CHOICE);
        Optional<String> flavor =
                system.setting(FLAVOR)
                        .filter(f -> own.isEmpty() || system.environment(FLAVOR).isPresent());
        Optional<String> named = directory(system, host);
        if (named.isPresent()) {
            boolean cuda = system.exists(host.path(named.get(), host.library("torch_cuda")));
            return new TorchLibraries(
                    Source.DIRECTORY,
                    system.setting("PYTORCH_VERSION").orElse(version),
                    named.get(),
                    cuda,
                    isOffline(system),
                    flavor,
                    OptionalLong.empty());
        }
        String cache = cache(system, host);
        String directory =
                host.path(cache, version + "-" + CudaBuild.FLAVOR + "-" + host.classifier());
        return new TorchLibraries(
                isCpuBuild(system) ? Source.CLASS_PATH : Source.CACHE,
                version,
                directory,
                system.exists(host.path(directory, host.library("torch"))),
                isOffline(system),
                flavor,
                system.freeDisk(cache));
    }

    /** The first of the directories in {@code PYTORCH_LIBRARY_PATH} that holds libtorch. */
    private static Optional<String> directory(SystemProbe system, Host host) {
        String separator = host.isWindows() ? ";" : ":";
        return system.setting("PYTORCH_LIBRARY_PATH").stream()
                .flatMap(path -> Arrays.stream(path.split(separator)))
                .filter(directory -> system.exists(host.path(directory, host.library("torch"))))
                .findFirst();
    }

    private static boolean isCpuBuild(SystemProbe system) {
        return system.resources("native/lib/pytorch.properties").stream()
                .anyMatch(
                        text ->
                                entry(text, "placeholder").isEmpty()
                                        && entry(text, "flavor")
                                                .filter(f -> f.startsWith("cpu"))
                                                .isPresent());
    }

    private static Optional<String> entry(String properties, String key) {
        return properties
                .lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1).strip())
                .findFirst();
    }

    private static String cache(SystemProbe system, Host host) {
        Optional<String> set =
                system.setting("ENGINE_CACHE_DIR").or(() -> system.setting("DJL_CACHE_DIR"));
        String root =
                set.orElseGet(
                        () -> {
                            String home = system.property("user.home").orElse("");
                            return host.path(
                                    system.isWritable(home)
                                            ? home
                                            : system.property("java.io.tmpdir").orElse(""),
                                    ".djl.ai");
                        });
        return host.path(root, "pytorch");
    }

    private static boolean isOffline(SystemProbe system) {
        return system.environment("DJL_OFFLINE")
                .or(() -> system.property("ai.djl.offline"))
                .or(() -> system.property("offline"))
                .filter(Boolean::parseBoolean)
                .isPresent();
    }

    /**
     * The flavor to ask of DJL, which by itself looks for NVIDIA's toolkit (libcudart) and not for
     * a driver, and so takes CPU libraries on most machines with a GPU. Empty where the user asks
     * for one, or it makes no difference.
     */
    Optional<String> flavorToAsk(boolean gpuUsable) {
        if (flavor.isPresent() || source == Source.CLASS_PATH) {
            return Optional.empty();
        }
        boolean wanted = source == Source.DIRECTORY ? cuda : cuda || gpuUsable;
        return Optional.of(wanted ? CudaBuild.FLAVOR : "cpu");
    }

    /** Asks DJL for the libraries that fit; without effect once libtorch is started. */
    void ask(boolean gpuUsable) {
        flavorToAsk(gpuUsable)
                .ifPresent(
                        asked -> {
                            System.setProperty(OWN_CHOICE, asked);
                            System.setProperty(FLAVOR, asked);
                        });
    }

    /** Whether starting libtorch for a GPU begins with fetching it. */
    public boolean mustBeFetched() {
        return source == Source.CACHE && !cuda;
    }

    /** In the user's words. */
    public String words() {
        return "libtorch "
                + version
                + switch (source) {
                    case CLASS_PATH -> " for the CPU, part of this build";
                    case DIRECTORY ->
                            (cuda ? " for CUDA" : " for the CPU")
                                    + ", from "
                                    + directory
                                    + " (PYTORCH_LIBRARY_PATH)";
                    case CACHE ->
                            cuda
                                    ? " for CUDA, in " + directory
                                    : " is fetched at the first start; for CUDA "
                                            + CudaBuild.SIZE
                                            + " into "
                                            + directory
                                            + (freeDisk.isPresent()
                                                    ? ", where "
                                                            + Memory.words(freeDisk.getAsLong())
                                                            + " are free"
                                                    : "");
                };
    }
}
