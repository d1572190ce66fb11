package org.sftworkbench.model.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds NVIDIA GPUs without CUDA: by the driver's program, or else by what the kernel tells of its
 * driver and of the PCI bus.
 */
final class GpuSearch {
    private static final String KERNEL_DRIVER = "/proc/driver/nvidia";
    private static final String PCI = "/sys/bus/pci/devices";
    private static final Pattern MODEL = Pattern.compile("(?m)^Model:\\s*(\\S.*)$");

    private final SystemProbe system;
    private final Host host;

    /**
     * What was found.
     *
     * @param gpus in the order of the PCI bus
     * @param obstacles in the way of each of them, or of any that could not be found
     */
    record Result(List<NvidiaGpu> gpus, List<Obstacle> obstacles) {}

    GpuSearch(SystemProbe system, Host host) {
        this.system = system;
        this.host = host;
    }

    Result find() {
        if (host.family() == Host.Family.MACOS) {
            return new Result(List.of(), List.of());
        }
        NvidiaSmi.Answer answer = new NvidiaSmi(system, host).ask();
        if (answer instanceof NvidiaSmi.Answer.Found found) {
            return new Result(found.gpus(), deviceFiles());
        }
        Optional<Obstacle> silent =
                answer instanceof NvidiaSmi.Answer.Failed failed
                        ? Optional.of(failed.obstacle())
                        : Optional.empty();
        return host.isLinux() ? ofKernel(silent) : new Result(List.of(), silent.stream().toList());
    }

    private Result ofKernel(Optional<Obstacle> silent) {
        Optional<DriverVersion> driver =
                system.read(KERNEL_DRIVER + "/version").flatMap(DriverVersion::in);
        List<NvidiaGpu> gpus = new ArrayList<>();
        for (String slot : system.list(KERNEL_DRIVER + "/gpus")) {
            system.read(KERNEL_DRIVER + "/gpus/" + slot + "/information")
                    .map(MODEL::matcher)
                    .filter(Matcher::find)
                    .ifPresent(model -> gpus.add(NvidiaGpu.named(model.group(1).strip(), driver)));
        }
        if (!gpus.isEmpty()) {
            List<Obstacle> obstacles = new ArrayList<>(deviceFiles());
            // Without the program nothing is known of memory, and the libraries of the same
            // package are missing too.
            obstacles.add(silent.orElseGet(GpuSearch::noLibraries));
            return new Result(gpus, obstacles);
        }
        int cards = cards();
        for (int i = 0; i < cards; i++) {
            gpus.add(NvidiaGpu.named("NVIDIA GPU", Optional.empty()));
        }
        return new Result(
                gpus,
                cards == 0 ? silent.stream().toList() : List.of(silent.orElseGet(this::noDriver)));
    }

    /** Display controllers of NVIDIA's on the PCI bus. */
    private int cards() {
        int cards = 0;
        for (String slot : system.list(PCI)) {
            String vendor = system.read(PCI + "/" + slot + "/vendor").orElse("").strip();
            String kind = system.read(PCI + "/" + slot + "/class").orElse("").strip();
            if (vendor.toLowerCase(Locale.ROOT).equals("0x10de") && kind.startsWith("0x03")) {
                cards++;
            }
        }
        return cards;
    }

    private static Obstacle noLibraries() {
        return new Obstacle(
                Obstacle.Kind.NO_DRIVER,
                "the kernel's part of NVIDIA's driver is running, but nvidia-smi and with it the"
                        + " driver's libraries are not installed here",
                "Install the rest of the driver (on Ubuntu and Debian the package nvidia-utils of the"
                        + " same version and libnvidia-compute); start a container with --gpus all.");
    }

    private Obstacle noDriver() {
        return new Obstacle(
                Obstacle.Kind.NO_DRIVER,
                "NVIDIA's driver is not installed",
                "Install NVIDIA's driver " + CudaBuild.ownDriver(host) + " or later.");
    }

    /** The files through which CUDA reaches the driver; none in the Windows Subsystem for Linux. */
    private List<Obstacle> deviceFiles() {
        if (!host.isLinux() || system.exists("/dev/dxg")) {
            return List.of();
        }
        if (!system.exists("/dev/nvidiactl")) {
            return List.of(
                    new Obstacle(
                            Obstacle.Kind.NO_DEVICE_FILES,
                            "there is no /dev/nvidiactl, through which programs reach the driver",
                            "Run nvidia-modprobe, or start the container with --gpus all."));
        }
        for (String name : List.of("nvidiactl", "nvidia-uvm")) {
            String file = "/dev/" + name;
            if (system.exists(file) && !system.isWritable(file)) {
                return List.of(noPermission(file));
            }
        }
        List<String> cards =
                system.list("/dev").stream()
                        .filter(name -> name.matches("nvidia\\d+"))
                        .map(name -> "/dev/" + name)
                        .toList();
        return !cards.isEmpty() && cards.stream().noneMatch(system::isWritable)
                ? List.of(noPermission(cards.get(0)))
                : List.of();
    }

    private static Obstacle noPermission(String file) {
        return new Obstacle(
                Obstacle.Kind.PERMISSION,
                "this user may not open " + file,
                "Join the group it belongs to ('ls -l "
                        + file
                        + "' tells, often 'video' or 'render') and log in anew.");
    }
}
