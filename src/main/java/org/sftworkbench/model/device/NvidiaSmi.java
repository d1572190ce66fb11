package org.sftworkbench.model.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks NVIDIA's own program for the GPUs. */
final class NvidiaSmi {
    /** Some machines wake their GPUs first, which takes seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final SystemProbe system;
    private final Host host;

    /** What came of it. */
    sealed interface Answer {
        /** The GPUs, in the order of the PCI bus. */
        record Found(List<NvidiaGpu> gpus) implements Answer {}

        /** The program is not installed. */
        record Absent() implements Answer {}

        /** It is there, and told of no GPU. */
        record Failed(Obstacle obstacle) implements Answer {}
    }

    NvidiaSmi(SystemProbe system, Host host) {
        this.system = system;
        this.host = host;
    }

    Answer ask() {
        for (String program : programs()) {
            CommandOutput output = system.run(LIMIT, query(program, NvidiaSmiText.FIELDS));
            if (output instanceof CommandOutput.Ended ended
                    && NvidiaSmiText.isUnknownField(ended.text())) {
                // Drivers of before 2022 do not tell the capability; they are too old anyway.
                output = system.run(LIMIT, query(program, NvidiaSmiText.OLD_FIELDS));
            }
            if (output instanceof CommandOutput.Hanging) {
                return new Answer.Failed(
                        new Obstacle(
                                Obstacle.Kind.DRIVER_SILENT,
                                "NVIDIA's driver does not answer: nvidia-smi was still waiting"
                                        + " after "
                                        + LIMIT.toSeconds()
                                        + " seconds",
                                "Restart the machine; a GPU that has failed blocks its driver."));
            }
            if (output instanceof CommandOutput.Ended ended) {
                return answer(program, ended);
            }
        }
        return new Answer.Absent();
    }

    private static String[] query(String program, String fields) {
        return new String[] {program, "--query-gpu=" + fields, "--format=csv,noheader,nounits"};
    }

    /** Where it is installed, should it not be on the path. */
    private List<String> programs() {
        List<String> programs = new ArrayList<>(List.of("nvidia-smi"));
        if (host.isWindows()) {
            String root = system.environment("SystemRoot").orElse("C:\\Windows");
            programs.add(host.path(root, "System32", "nvidia-smi.exe"));
            String files = system.environment("ProgramFiles").orElse("C:\\Program Files");
            programs.add(host.path(files, "NVIDIA Corporation", "NVSMI", "nvidia-smi.exe"));
        } else {
            programs.add("/usr/bin/nvidia-smi");
            // In the Windows Subsystem for Linux.
            programs.add("/usr/lib/wsl/lib/nvidia-smi");
        }
        return programs;
    }

    private Answer answer(String program, CommandOutput.Ended ended) {
        Optional<List<NvidiaGpu>> gpus = NvidiaSmiText.gpus(ended.text());
        // A card that has failed makes the exit code bad, but the others are listed.
        if (gpus.isEmpty() || gpus.get().isEmpty()) {
            return new Answer.Failed(NvidiaSmiText.failure(ended));
        }
        if (gpus.get().stream().noneMatch(gpu -> gpu.parts().isPresent())) {
            return new Answer.Found(gpus.get());
        }
        return system.run(LIMIT, program, "-L") instanceof CommandOutput.Ended list
                ? new Answer.Found(NvidiaSmiText.withParts(gpus.get(), list.text()))
                : new Answer.Found(gpus.get());
    }
}
