package org.sftworkbench.model.device;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The devices of this machine at one moment, which of them is used, and why not the others.
 * Immutable, for any thread.
 *
 * @param processor the CPU
 * @param gpus those CUDA can see first, by its numbers
 * @param obstacles in the way of GPUs that could not even be found
 * @param libraries that libtorch is started from
 * @param notes what else the user should know, a sentence each
 */
public record DeviceSurvey(
        Processor processor,
        List<GpuReport> gpus,
        List<Obstacle> obstacles,
        TorchLibraries libraries,
        List<String> notes) {
    private static final String NO_MPS =
            "Apple's GPU is not used: the kernels are made for the CPU and for CUDA, and nothing of"
                    + " them has been checked on it.";

    public DeviceSurvey {
        gpus = List.copyOf(gpus);
        obstacles = List.copyOf(obstacles);
        notes = List.copyOf(notes);
    }

    /**
     * Looks at this machine without starting libtorch. Asks other programs and waits for them, some
     * seconds where a driver is slow: not on the FX thread.
     */
    public static DeviceSurvey take() {
        TorchLibraries.stayOffline();
        return take(new LiveSystem());
    }

    /**
     * The same for another process of this program, which has more variables in its environment.
     *
     * @param set those variables; they take the place of this process's
     */
    public static DeviceSurvey take(Map<String, String> set) {
        TorchLibraries.stayOffline();
        return take(new LiveSystem(set));
    }

    static DeviceSurvey take(SystemProbe system) {
        Host host = Host.of(system);
        Processor processor = new ProcessorReader(system, host).read();
        TorchLibraries libraries = TorchLibraries.of(system, host);
        GpuSearch.Result found = new GpuSearch(system, host).find();
        List<Obstacle> common = new ArrayList<>(found.obstacles());
        if (!found.gpus().isEmpty()) {
            common.addAll(new LibraryObstacles(libraries, system, host).find());
        }
        CudaOrder order = new CudaOrder(system);
        List<NvidiaGpu> seen = order.of(found.gpus());
        List<GpuReport> reports = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            List<Obstacle> obstacles = new ArrayList<>(common);
            obstacles.addAll(own(seen.get(i), host));
            reports.add(new GpuReport(OptionalInt.of(i), seen.get(i), obstacles));
        }
        for (NvidiaGpu gpu : found.gpus()) {
            if (seen.stream().noneMatch(s -> s.equals(gpu) || isPart(s, gpu))) {
                List<Obstacle> obstacles = new ArrayList<>(common);
                obstacles.add(order.hidden(gpu));
                reports.add(new GpuReport(OptionalInt.empty(), gpu, obstacles));
            }
        }
        return new DeviceSurvey(
                processor,
                reports,
                found.gpus().isEmpty() ? found.obstacles() : List.of(),
                libraries,
                notes(reports, order.mayDiffer(seen), host));
    }

    private static boolean isPart(NvidiaGpu part, NvidiaGpu card) {
        return card.parts().stream()
                .flatMap(List::stream)
                .anyMatch(instance -> instance.uuid().equals(part.uuid()));
    }

    /** What of a card itself is in the way. */
    private static List<Obstacle> own(NvidiaGpu gpu, Host host) {
        List<Obstacle> obstacles = new ArrayList<>();
        gpu.capability()
                .filter(capability -> !CudaBuild.runsOn(capability, host))
                .ifPresent(
                        capability ->
                                obstacles.add(
                                        new Obstacle(
                                                Obstacle.Kind.CAPABILITY,
                                                "libtorch's CUDA build has no code for GPUs of"
                                                        + " compute capability "
                                                        + capability,
                                                "Use the CPU, or a GPU of capability 7.5 (Turing,"
                                                        + " 2018) or later.")));
        gpu.driver()
                .filter(driver -> driver.compareTo(CudaBuild.leastDriver(host)) < 0)
                .ifPresent(
                        driver ->
                                obstacles.add(
                                        new Obstacle(
                                                Obstacle.Kind.DRIVER_TOO_OLD,
                                                "its driver " + driver + " is too old for CUDA 12",
                                                "Update NVIDIA's driver to "
                                                        + CudaBuild.ownDriver(host)
                                                        + " or later.")));
        return obstacles;
    }

    private static List<String> notes(List<GpuReport> gpus, boolean orderMayDiffer, Host host) {
        List<String> notes = new ArrayList<>();
        if (host.family() == Host.Family.MACOS) {
            notes.add(NO_MPS);
        }
        gpus.stream()
                .filter(GpuReport::isUsable)
                .flatMap(report -> report.gpu().driver().stream())
                .filter(driver -> driver.compareTo(CudaBuild.ownDriver(host)) < 0)
                .findFirst()
                .ifPresent(
                        driver ->
                                notes.add(
                                        "Driver "
                                                + driver
                                                + " runs CUDA 12 programs, but is older than the"
                                                + " one CUDA 12.8 came with; update it to "
                                                + CudaBuild.ownDriver(host)
                                                + " or later if the GPU refuses to compute."));
        if (orderMayDiffer) {
            notes.add(
                    "The GPUs are counted along the PCI bus here, and by speed in CUDA unless"
                            + " CUDA_DEVICE_ORDER=PCI_BUS_ID is set before the start.");
        }
        if (gpus.stream().anyMatch(report -> report.gpu().uuid().startsWith("MIG-"))) {
            notes.add(
                    "CUDA sees one instance of MIG; CUDA_VISIBLE_DEVICES says which ('nvidia-smi"
                            + " -L' lists them).");
        }
        return notes;
    }

    /** The GPU with the most free memory, of those that can be used. */
    public Optional<GpuReport> best() {
        return gpus.stream()
                .filter(GpuReport::isUsable)
                .max(
                        Comparator.comparingLong(GpuReport::room)
                                .thenComparing(report -> -report.number().orElse(0)));
    }

    /** Whether there is a GPU that only lacks the CUDA libraries to be used. */
    public boolean lacksOnlyCudaLibraries() {
        return best().isEmpty()
                && gpus.stream()
                        .anyMatch(
                                gpu ->
                                        gpu.number().isPresent()
                                                && gpu.obstacles().size() == 1
                                                && gpu.obstacles().get(0).kind()
                                                        == Obstacle.Kind.NO_CUDA_LIBRARIES);
    }

    /** What is used unless the user says otherwise: {@code cuda:0} and its like, or {@code cpu}. */
    public String used() {
        return best().map(GpuReport::device).orElse("cpu");
    }

    /** All of it in a sentence or two. */
    public String sentence() {
        return DeviceSentence.of(this);
    }
}
