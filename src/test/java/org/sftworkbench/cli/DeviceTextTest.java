package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.Style;
import org.sftworkbench.model.device.ComputeCapability;
import org.sftworkbench.model.device.DeviceSurvey;
import org.sftworkbench.model.device.DriverVersion;
import org.sftworkbench.model.device.GpuReport;
import org.sftworkbench.model.device.Memory;
import org.sftworkbench.model.device.NvidiaGpu;
import org.sftworkbench.model.device.Obstacle;
import org.sftworkbench.model.device.Processor;
import org.sftworkbench.model.device.TorchLibraries;

/** What {@code sft device} prints of machines that the tests do not run on. */
class DeviceTextTest {
    private static final NvidiaGpu T4 =
            new NvidiaGpu(
                    "Tesla T4",
                    "GPU-1",
                    Optional.of(new DriverVersion("570.133.20")),
                    Optional.of(new ComputeCapability(7, 5)),
                    OptionalLong.of(15_000_000_000L),
                    OptionalLong.of(14_200_000_000L),
                    Optional.empty());
    private static final NvidiaGpu UNKNOWN =
            new NvidiaGpu(
                    "NVIDIA GPU",
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.empty());
    private static final DeviceSurvey SURVEY =
            new DeviceSurvey(
                    new Processor(
                            "Some CPU", 1, new Memory(8_000_000_000L, 500_000_000L), List.of()),
                    List.of(
                            new GpuReport(OptionalInt.of(0), T4, List.of()),
                            new GpuReport(
                                    OptionalInt.empty(),
                                    UNKNOWN,
                                    List.of(
                                            new Obstacle(
                                                    Obstacle.Kind.DRIVER_SILENT,
                                                    "its driver sleeps",
                                                    "Wake it.")))),
                    List.of(),
                    new TorchLibraries(
                            TorchLibraries.Source.CACHE,
                            "2.7.1",
                            "/cache/cu128",
                            true,
                            false,
                            Optional.empty(),
                            OptionalLong.empty()),
                    List.of("A note."));

    @Test
    void everyDeviceHasARowAndWhatKeepsItUnusedStandsBelow() {
        StringWriter out = new StringWriter();
        new DeviceText(
                        new Console(
                                new PrintWriter(out),
                                new PrintWriter(new StringWriter()),
                                Style.PLAIN,
                                100))
                .tell(SURVEY);

        assertThat(out.toString().lines())
                .containsExactly(
                        "cpu       Some CPU, 1 core, 0.5 GB free of 8.0 GB",
                        "cuda:0    Tesla T4, 14.2 GB free, 15.0 GB in all, driver 570.133.20, compute"
                                + " capability 7.5 (no bf16 in hardware)",
                        "gpu       NVIDIA GPU",
                        "          unused: its driver sleeps.",
                        "          Wake it.",
                        "libraries libtorch 2.7.1 for CUDA, in /cache/cu128",
                        "note      A note.",
                        "used      cuda:0");
    }

    @Test
    void inJsonWhatIsNotKnownIsNull() {
        DeviceJson json = DeviceJson.of(SURVEY);

        assertThat(json.gpus().get(0))
                .isEqualTo(
                        new DeviceJson.Gpu(
                                "cuda:0",
                                "Tesla T4",
                                "GPU-1",
                                "570.133.20",
                                "7.5",
                                15_000_000_000L,
                                14_200_000_000L,
                                false,
                                true,
                                List.of()));
        assertThat(json.gpus().get(1))
                .isEqualTo(
                        new DeviceJson.Gpu(
                                null,
                                "NVIDIA GPU",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                false,
                                List.of(
                                        new DeviceJson.Obstacle(
                                                "driver_silent",
                                                "its driver sleeps",
                                                "Wake it."))));
        assertThat(json.libraries().source()).isEqualTo("cache");
    }
}
