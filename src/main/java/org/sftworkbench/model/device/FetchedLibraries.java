package org.sftworkbench.model.device;

import java.util.List;
import java.util.Optional;
import org.sftworkbench.disk.UserDirectories;

/**
 * Where the CUDA libraries are that the user had this program fetch, laid out as pip lays them out,
 * since they look for one another there. The directory is there only when it is whole.
 *
 * @param system in DJL's terms, such as {@code linux-x86_64}
 * @param root of all of them
 * @param libtorch the directory in it that holds libtorch
 * @param required files that are in it when it is whole, by their path from the root
 */
public record FetchedLibraries(String system, String root, String libtorch, List<String> required) {
    private static final String SETTING = "SFT_CUDA_DIR";

    public FetchedLibraries {
        required = List.copyOf(required);
    }

    /** Those of this machine. */
    public static FetchedLibraries ofThisMachine() {
        SystemProbe system = new LiveSystem();
        return of(system, Host.of(system));
    }

    /** The directory of libtorch among them; empty where they are not there, or not whole. */
    public static Optional<String> libtorchOfThisMachine() {
        SystemProbe system = new LiveSystem();
        Host host = Host.of(system);
        FetchedLibraries fetched = of(system, host);
        return fetched.areThere(system, host) ? Optional.of(fetched.libtorch()) : Optional.empty();
    }

    static FetchedLibraries of(SystemProbe system, Host host) {
        String name =
                TorchLibraries.version(system) + "-" + CudaBuild.FLAVOR + "-" + host.classifier();
        String root = host.path(parent(system, host), name);
        List<String> required =
                List.of("torch", "torch_cpu", "torch_cuda", "c10", "c10_cuda").stream()
                        .map(library -> "torch/lib/" + host.library(library))
                        .toList();
        return new FetchedLibraries(
                host.classifier(), root, host.path(root, "torch", "lib"), required);
    }

    private static String parent(SystemProbe system, Host host) {
        Optional<String> chosen = system.setting(SETTING);
        if (chosen.isPresent()) {
            return chosen.get();
        }
        Optional<String> one =
                system.property(UserDirectories.PROPERTY).filter(named -> !named.isBlank());
        if (one.isPresent()) {
            return host.path(one.get(), "data", "cuda");
        }
        String home = system.property("user.home").orElse("");
        String data =
                switch (host.family()) {
                    case WINDOWS ->
                            system.environment("LOCALAPPDATA")
                                    .orElse(host.path(home, "AppData", "Local"));
                    case MACOS -> host.path(home, "Library", "Application Support");
                    default ->
                            system.environment("XDG_DATA_HOME")
                                    .filter(path -> path.startsWith("/"))
                                    .orElse(host.path(home, ".local", "share"));
                };
        return host.path(data, host.isLinux() ? "sft-workbench" : "SFT Workbench", "cuda");
    }

    boolean areThere(SystemProbe system, Host host) {
        return required.stream().allMatch(name -> system.exists(host.path(root, name.split("/"))));
    }
}
