package org.sftworkbench.about;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.sftworkbench.about.Report.Section;
import org.sftworkbench.disk.FreeSpace;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.hub.HubException;
import org.sftworkbench.hub.HubSettings;
import org.sftworkbench.job.Bytes;
import org.sftworkbench.model.device.DeviceSurvey;
import org.sftworkbench.model.device.GpuReport;
import org.sftworkbench.model.device.Memory;
import org.sftworkbench.model.device.NvidiaGpu;
import org.sftworkbench.model.device.Obstacle;
import org.sftworkbench.model.device.Processor;

/**
 * Looks at program, machine and disk and writes the report. Asks other programs about GPUs and
 * waits for them: not on the FX thread.
 */
public final class ReportMaker {
    private final ProgramPlaces places;
    private final HubEnvironment hub;
    private final Supplier<DeviceSurvey> devices;

    public ReportMaker(ProgramPlaces places, HubEnvironment hub) {
        this(places, hub, DeviceSurvey::take);
    }

    private ReportMaker(ProgramPlaces places, HubEnvironment hub, Supplier<DeviceSurvey> devices) {
        this.places = places;
        this.hub = hub;
        this.devices = devices;
    }

    /** Of this process. */
    public static ReportMaker ofProcess() {
        return ofProcess(DeviceSurvey::take);
    }

    /**
     * Of this process, where another one computes.
     *
     * @param devices looks at them as that one finds them
     */
    public static ReportMaker ofProcess(Supplier<DeviceSurvey> devices) {
        return new ReportMaker(ProgramPlaces.ofProcess(), HubEnvironment.ofProcess(), devices);
    }

    /** As things stand now. */
    public Report make() {
        DeviceSurvey survey = devices.get();
        BuildFacts build = BuildFacts.read();
        return new Report(
                build,
                List.of(
                        new Section("Program", program()),
                        new Section("Machine", machine(survey)),
                        new Section(
                                "Libraries",
                                Libraries.ofProcess().facts(survey.libraries().words()))),
                places.all());
    }

    private List<Fact> program() {
        boolean installed = Boolean.getBoolean("sft.installed");
        Locale locale = Locale.getDefault();
        return List.of(
                new Fact(
                        "Started from",
                        installed ? "an installed package, with its own Java" : "a build"),
                new Fact("Locale", locale.toLanguageTag() + ", " + Charset.defaultCharset()),
                new Fact("Hub", hub()));
    }

    /** Whether there is a token, never which. */
    private String hub() {
        try {
            HubSettings settings = hub.settings(Optional.empty(), Optional.empty());
            return settings.endpoint().address()
                    + (settings.token().isPresent() ? ", with a token" : ", without a token")
                    + (settings.offline() ? ", offline" : "");
        } catch (HubException e) {
            return "its settings cannot be used";
        }
    }

    private List<Fact> machine(DeviceSurvey survey) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Operating system", system()));
        Processor processor = survey.processor();
        facts.add(
                new Fact(
                        "Processor",
                        processor.model()
                                + ", "
                                + processor.cores()
                                + (processor.cores() == 1 ? " core" : " cores")));
        facts.add(new Fact("Memory", memory(processor.memory())));
        for (GpuReport gpu : survey.gpus()) {
            facts.add(new Fact("GPU", gpu(gpu)));
        }
        if (survey.gpus().isEmpty()) {
            facts.add(
                    new Fact(
                            "GPU",
                            survey.obstacles().isEmpty()
                                    ? "no NVIDIA GPU was found"
                                    : reasons(survey.obstacles())));
        }
        facts.add(new Fact("Used", survey.used()));
        FreeSpace.at(places.runs())
                .ifPresent(
                        bytes -> facts.add(new Fact("Room for runs", Bytes.text(bytes) + " free")));
        return facts;
    }

    private static String system() {
        String name =
                System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.version")
                        + ", "
                        + System.getProperty("os.arch");
        return distribution().map(known -> known + ", " + name).orElse(name);
    }

    /** What a Linux calls itself. */
    private static Optional<String> distribution() {
        Path release = Path.of("/etc/os-release");
        if (!Files.isReadable(release)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(release).stream()
                    .filter(line -> line.startsWith("PRETTY_NAME="))
                    .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String memory(Memory memory) {
        Runtime java = Runtime.getRuntime();
        return Bytes.text(memory.available(), memory.total())
                + " free of "
                + Bytes.text(memory.total())
                + "; Java has "
                + Bytes.text(java.totalMemory() - java.freeMemory(), java.maxMemory())
                + " of at most "
                + Bytes.text(java.maxMemory());
    }

    private static String gpu(GpuReport report) {
        NvidiaGpu gpu = report.gpu();
        List<String> facts = new ArrayList<>(List.of(gpu.name()));
        gpu.freeBytes().ifPresent(bytes -> facts.add(Bytes.text(bytes) + " free"));
        gpu.totalBytes().ifPresent(bytes -> facts.add(Bytes.text(bytes) + " in all"));
        gpu.driver().ifPresent(driver -> facts.add("driver " + driver));
        gpu.capability().ifPresent(known -> facts.add("compute capability " + known));
        if (!report.obstacles().isEmpty()) {
            facts.add(reasons(report.obstacles()));
        }
        return String.join(", ", facts);
    }

    private static String reasons(List<Obstacle> obstacles) {
        return "unused: " + String.join("; ", obstacles.stream().map(Obstacle::reason).toList());
    }
}
