package org.sftworkbench.cli;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.sftworkbench.model.device.ComputeCapability;
import org.sftworkbench.model.device.DeviceSurvey;
import org.sftworkbench.model.device.DriverVersion;
import org.sftworkbench.model.device.GpuReport;
import org.sftworkbench.model.device.NvidiaGpu;
import org.sftworkbench.model.device.Processor;
import org.sftworkbench.model.device.TorchLibraries;

/** A survey of devices as {@code sft device --json} prints it; null is what is not known. */
record DeviceJson(
        String used,
        String sentence,
        Cpu cpu,
        List<Gpu> gpus,
        List<Obstacle> obstacles,
        Libraries libraries,
        List<String> notes) {
    record Cpu(
            String model,
            int cores,
            long memoryTotal,
            long memoryAvailable,
            List<String> features,
            boolean bf16) {}

    record Gpu(
            String device,
            String name,
            String uuid,
            String driver,
            String computeCapability,
            Long memoryTotal,
            Long memoryFree,
            Boolean bf16,
            boolean usable,
            List<Obstacle> obstacles) {}

    record Obstacle(String kind, String reason, String remedy) {}

    record Libraries(
            String source, String version, boolean cuda, String directory, boolean offline) {}

    static DeviceJson of(DeviceSurvey survey) {
        return new DeviceJson(
                survey.used(),
                survey.sentence(),
                of(survey.processor()),
                survey.gpus().stream().map(DeviceJson::of).toList(),
                of(survey.obstacles()),
                of(survey.libraries()),
                survey.notes());
    }

    private static Cpu of(Processor cpu) {
        return new Cpu(
                cpu.model(),
                cpu.cores(),
                cpu.memory().total(),
                cpu.memory().available(),
                cpu.features(),
                cpu.multipliesBf16());
    }

    private static Gpu of(GpuReport report) {
        NvidiaGpu gpu = report.gpu();
        return new Gpu(
                report.number().isPresent() ? report.device() : null,
                gpu.name(),
                gpu.uuid().isEmpty() ? null : gpu.uuid(),
                gpu.driver().map(DriverVersion::text).orElse(null),
                gpu.capability().map(ComputeCapability::toString).orElse(null),
                orNull(gpu.totalBytes()),
                orNull(gpu.freeBytes()),
                gpu.capability().map(ComputeCapability::multipliesBf16).orElse(null),
                report.isUsable(),
                of(report.obstacles()));
    }

    private static List<Obstacle> of(List<org.sftworkbench.model.device.Obstacle> obstacles) {
        return obstacles.stream()
                .map(o -> new Obstacle(lower(o.kind()), o.reason(), o.remedy()))
                .toList();
    }

    private static Libraries of(TorchLibraries libraries) {
        return new Libraries(
                lower(libraries.source()),
                libraries.version(),
                libraries.cuda(),
                libraries.directory(),
                libraries.offline());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Long orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
