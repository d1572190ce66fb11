package org.sftworkbench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.job.Bytes;
import org.sftworkbench.model.device.ComputeCapability;
import org.sftworkbench.model.device.DeviceSurvey;
import org.sftworkbench.model.device.GpuReport;
import org.sftworkbench.model.device.NvidiaGpu;
import org.sftworkbench.model.device.Obstacle;
import org.sftworkbench.model.device.Processor;

/** Tells a survey of devices to a reader. */
final class DeviceText {
    private final Console console;

    DeviceText(Console console) {
        this.console = console;
    }

    void tell(DeviceSurvey survey) {
        cpu(survey.processor());
        if (survey.gpus().isEmpty() && survey.obstacles().isEmpty()) {
            row("gpu", "no NVIDIA GPU was found");
        }
        if (!survey.obstacles().isEmpty()) {
            row("gpu", "none was found");
        }
        survey.obstacles().forEach(this::obstacle);
        survey.gpus().forEach(this::gpu);
        row("libraries", survey.libraries().words());
        survey.notes().forEach(note -> row("note", note));
        row("used", console.style().bold(survey.used()));
    }

    private void cpu(Processor cpu) {
        row(
                "cpu",
                String.format(
                        Locale.ROOT,
                        "%s, %d %s, %s free of %s",
                        cpu.model(),
                        cpu.cores(),
                        cpu.cores() == 1 ? "core" : "cores",
                        Bytes.text(cpu.memory().available(), cpu.memory().total()),
                        Bytes.text(cpu.memory().total())));
        if (!cpu.features().isEmpty()) {
            row(
                    "",
                    String.join(" ", cpu.features())
                            + (cpu.multipliesBf16()
                                    ? "; multiplies bf16 in hardware"
                                    : "; bf16 saves memory, but no time"));
        }
    }

    private void gpu(GpuReport report) {
        NvidiaGpu gpu = report.gpu();
        List<String> facts = new ArrayList<>(List.of(gpu.name()));
        gpu.freeBytes().ifPresent(bytes -> facts.add(Bytes.text(bytes) + " free"));
        gpu.totalBytes().ifPresent(bytes -> facts.add(Bytes.text(bytes) + " in all"));
        gpu.driver().ifPresent(driver -> facts.add("driver " + driver));
        gpu.capability().ifPresent(capability -> facts.add(told(capability)));
        row(report.number().isPresent() ? report.device() : "gpu", String.join(", ", facts));
        report.obstacles().forEach(this::obstacle);
    }

    private static String told(ComputeCapability capability) {
        return "compute capability "
                + capability
                + (capability.multipliesBf16() ? "" : " (no bf16 in hardware)");
    }

    private void obstacle(Obstacle obstacle) {
        row("", "unused: " + obstacle.reason() + ".");
        row("", obstacle.remedy());
    }

    private void row(String name, String text) {
        console.line(String.format(Locale.ROOT, "%-10s%s", name, text));
    }
}
