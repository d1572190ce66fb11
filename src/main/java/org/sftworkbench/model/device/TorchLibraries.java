package org.sftworkbench.model.device;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The native libraries that DJL will take when libtorch is started, by the rules of DJL 0.36's
 * {@code LibUtils} and {@code Platform}: a directory that {@code PYTORCH_LIBRARY_PATH} names, which
 * this program does for those it fetched; else those on the class path, without a look at any GPU;
 * else those of {@code PYTORCH_FLAVOR} from its cache. DJL would fetch what is missing there,
 * unasked and unchecked, so it is told to stay offline.
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
        /** What the user had this program fetch: for CUDA. */
        FETCHED,
        /** A library of this program: for the CPU. */
        CLASS_PATH,
        /** DJL's cache, as another program left it. */
        CACHE
    }

    private static final String FLAVOR = "PYTORCH_FLAVOR";

    /** Says that {@link #FLAVOR} was set here and not by the user. */
    private static final String OWN_CHOICE = "org.sftworkbench.pytorch.flavor";

    private static final String LIBRARY_PATH = "PYTORCH_LIBRARY_PATH";

    /** Says that {@link #LIBRARY_PATH} was set here and not by the user. */
    private static final String OWN_PATH = "org.sftworkbench.pytorch.library.path";

    /** Where DJL's {@code CudaUtils}, which tells how full a GPU is, looks for CUDA's runtime. */
    private static final String NATIVE_PATH = "jna.library.path";

    private static final String RUNTIME = "../../nvidia/cuda_runtime/lib";

    private static final String OFFLINE = "ai.djl.offline";

    /** Of libtorch, that DJL is made for. */
    static String version(SystemProbe system) {
        return system.resources("pytorch-engine.properties").stream()
                .findFirst()
                .flatMap(text -> entry(text, "pytorch_version"))
                .orElse("unknown");
    }

    /**
     * Keeps DJL from fetching libraries of its own accord; to be called before libtorch or a
     * tokenizer is first used. {@code DJL_OFFLINE} of the environment has the last word.
     */
    public static void stayOffline() {
        if (System.getProperty(OFFLINE) == null) {
            System.setProperty(OFFLINE, "true");
        }
    }

    static TorchLibraries of(SystemProbe system, Host host) {
        String version = version(system);
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
        FetchedLibraries fetched = FetchedLibraries.of(system, host);
        boolean there = fetched.areThere(system, host);
        if (there || isCpuBuild(system)) {
            return new TorchLibraries(
                    there ? Source.FETCHED : Source.CLASS_PATH,
                    version,
                    there ? fetched.libtorch() : fetched.root(),
                    there,
                    isOffline(system),
                    flavor,
                    system.freeDisk(fetched.root()));
        }
        String cache = cache(system, host);
        String directory =
                host.path(cache, version + "-" + CudaBuild.FLAVOR + "-" + host.classifier());
        return new TorchLibraries(
                Source.CACHE,
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
        Optional<String> own = system.property(OWN_PATH);
        return system
                .setting(LIBRARY_PATH)
                .filter(path -> own.isEmpty() || !own.get().equals(path))
                .stream()
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
        if (source == Source.FETCHED) {
            return gpuUsable ? Optional.of(CudaBuild.FLAVOR) : Optional.empty();
        }
        return Optional.of(cuda ? CudaBuild.FLAVOR : "cpu");
    }

    /** The directory to name to DJL; empty where it finds the right one itself. */
    Optional<String> directoryToName(boolean gpuUsable) {
        return source == Source.FETCHED && gpuUsable ? Optional.of(directory) : Optional.empty();
    }

    /**
     * Asks DJL for the libraries that fit, and for no others; without effect once libtorch is
     * started.
     */
    void ask(boolean gpuUsable) {
        stayOffline();
        directoryToName(gpuUsable)
                .ifPresent(
                        named -> {
                            System.setProperty(OWN_PATH, named);
                            System.setProperty(LIBRARY_PATH, named);
                            Path runtime = Path.of(named).resolve(RUNTIME).normalize();
                            System.setProperty(
                                    NATIVE_PATH,
                                    withFirst(runtime, System.getProperty(NATIVE_PATH)));
                        });
        flavorToAsk(gpuUsable)
                .ifPresent(
                        asked -> {
                            System.setProperty(OWN_CHOICE, asked);
                            System.setProperty(FLAVOR, asked);
                        });
    }

    private static String withFirst(Path directory, String path) {
        if (path == null || path.isEmpty()) {
            return directory.toString();
        }
        return Arrays.asList(path.split(File.pathSeparator)).contains(directory.toString())
                ? path
                : directory + File.pathSeparator + path;
    }

    /** In the user's words. */
    public String words() {
        return "libtorch "
                + version
                + switch (source) {
                    case CLASS_PATH -> " for the CPU, part of this program";
                    case FETCHED -> " for CUDA, in " + directory;
                    case DIRECTORY ->
                            (cuda ? " for CUDA" : " for the CPU")
                                    + ", from "
                                    + directory
                                    + " (PYTORCH_LIBRARY_PATH)";
                    case CACHE ->
                            cuda
                                    ? " for CUDA, in " + directory
                                    : " is not here: this program came without it";
                };
    }
}
