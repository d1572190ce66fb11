package org.sftworkbench.model.device;

import java.util.List;

/**
 * What libtorch 2.7.1 for CUDA 12.8, the build that DJL is made for, asks of a machine.
 *
 * <p>Drivers: <a
 * href="https://docs.nvidia.com/cuda/archive/12.8.0/cuda-toolkit-release-notes/index.html">CUDA
 * 12.8 release notes</a>, tables 2 (what any CUDA 12 program runs on, by minor-version
 * compatibility) and 3 (the driver that CUDA 12.8 came with). Capabilities: the architectures of
 * PyTorch's own CUDA 12.8 binaries, {@code TORCH_CUDA_ARCH_LIST} in <a
 * href="https://github.com/pytorch/pytorch/blob/v2.7.1/.ci/manywheel/build_cuda.sh">one for
 * Linux</a> and <a
 * href="https://github.com/pytorch/pytorch/blob/v2.7.1/.ci/pytorch/windows/cuda128.bat">one for
 * Windows</a>; Volta (7.0) is not among them in 2.7.
 */
final class CudaBuild {
    /** What DJL calls it. */
    static final String FLAVOR = "cu128";

    private static final String LINUX_SIZE = "3.7 GB";
    private static final String WINDOWS_SIZE = "3.3 GB";

    private static final DriverVersion LINUX_LEAST = new DriverVersion("525.60.13");
    private static final DriverVersion WINDOWS_LEAST = new DriverVersion("528.33");
    private static final DriverVersion LINUX_OWN = new DriverVersion("570.26");
    private static final DriverVersion WINDOWS_OWN = new DriverVersion("570.65");

    private static final List<ComputeCapability> COMPILED =
            List.of(
                    new ComputeCapability(7, 5),
                    new ComputeCapability(8, 0),
                    new ComputeCapability(8, 6),
                    new ComputeCapability(9, 0),
                    new ComputeCapability(10, 0),
                    new ComputeCapability(12, 0));

    /** The one whose intermediate code is in the build for Linux too, for GPUs that came later. */
    private static final ComputeCapability PORTABLE = new ComputeCapability(12, 0);

    private CudaBuild() {}

    /** The oldest driver it runs on. */
    static DriverVersion leastDriver(Host host) {
        return host.isWindows() ? WINDOWS_LEAST : LINUX_LEAST;
    }

    /** The driver that came with its CUDA, and translates intermediate code of it. */
    static DriverVersion ownDriver(Host host) {
        return host.isWindows() ? WINDOWS_OWN : LINUX_OWN;
    }

    /** What it takes on the wire, in words. */
    static String size(Host host) {
        return host.isWindows() ? WINDOWS_SIZE : LINUX_SIZE;
    }

    /** Machine code runs on its own major version from its minor version on. */
    static boolean runsOn(ComputeCapability gpu, Host host) {
        return COMPILED.stream().anyMatch(c -> c.major() == gpu.major() && c.minor() <= gpu.minor())
                || (host.isLinux() && gpu.major() > PORTABLE.major());
    }

    /** There are such builds for these only. */
    static boolean isMadeFor(Host host) {
        return List.of("linux-x86_64", "win-x86_64").contains(host.classifier());
    }
}
