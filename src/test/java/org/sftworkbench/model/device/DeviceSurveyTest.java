package org.sftworkbench.model.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sftworkbench.model.device.Obstacle.Kind;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** A GPU is used where it can be, and where it cannot, the survey says why and what to do. */
class DeviceSurveyTest {
    private static final String RTX_3060 =
            "GPU-11111111-aaaa, NVIDIA GeForce RTX 3060, 570.133.07, 12288, 11500, 8.6, [N/A]\n";
    private static final String RTX_4090 =
            "GPU-22222222-bbbb, NVIDIA GeForce RTX 4090, 570.133.07, 24564, 3000, 8.9, [N/A]\n";
    private static final String A100_IN_PARTS =
            "GPU-33333333-cccc, NVIDIA A100-SXM4-80GB, 570.133.20, 81920, 81000, 8.0, Enabled\n";
    private static final String PARTS =
            """
            GPU 0: NVIDIA A100-SXM4-80GB (UUID: GPU-33333333-cccc)
              MIG 3g.40gb     Device  0: (UUID: MIG-aaaa)
              MIG 1g.10gb     Device  1: (UUID: MIG-bbbb)
            """;
    private static final String SILENT =
            """
            NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure \
            that the latest NVIDIA driver is installed and running.

            """;

    private static RecordedSystem linux() {
        return RecordedSystem.linux();
    }

    static Stream<Arguments> usable() {
        return Stream.of(
                arguments("one GPU", linux().smi(0, RTX_3060), "cuda:0"),
                arguments(
                        "the one with more free memory",
                        linux().smi(0, RTX_4090 + RTX_3060),
                        "cuda:1"),
                arguments(
                        "Windows line ends",
                        linux().smi(0, RTX_3060.replace("\n", "\r\n")),
                        "cuda:0"),
                arguments(
                        "a card beside it has failed",
                        linux().smi(
                                        15,
                                        RTX_3060
                                                + "Unable to determine the device handle for GPU1:"
                                                + " 0000:0A:00.0: Unknown Error\n"),
                        "cuda:0"),
                arguments(
                        "no memory told, as on machines that share it with the CPU",
                        linux().smi(
                                        0,
                                        "GPU-1, NVIDIA GH200, 570.133.20, [N/A], [N/A], 9.0,"
                                                + " [N/A]\n"),
                        "cuda:0"),
                arguments(
                        "in the Windows Subsystem for Linux, without device files",
                        linux().file("/dev/dxg", "")
                                .output(
                                        "/usr/lib/wsl/lib/nvidia-smi --query-gpu",
                                        new CommandOutput.Ended(0, RTX_3060)),
                        "cuda:0"),
                arguments(
                        "Windows, nvidia-smi not on the path",
                        RecordedSystem.windows()
                                .environment("SystemRoot", "D:\\Windows")
                                .environment(
                                        "Path",
                                        "D:\\Windows;c:\\users\\ADA\\AppData\\Local\\SFT Workbench\\cuda\\2.7.1-cu128-win-x86_64\\torch\\lib\\")
                                .output(
                                        "D:\\Windows\\System32\\nvidia-smi.exe --query-gpu",
                                        new CommandOutput.Ended(
                                                0, RTX_3060.replace("570.133.07", "572.16"))),
                        "cuda:0"),
                arguments(
                        "the oldest driver for CUDA 12",
                        linux().smi(0, RTX_3060.replace("570.133.07", "525.60.13")),
                        "cuda:0"),
                arguments(
                        "the newest cards, by intermediate code",
                        linux().smi(0, "GPU-1, NVIDIA Next, 610.10, 99999, 99999, 13.0, [N/A]\n"),
                        "cuda:0"),
                arguments(
                        "named by its number",
                        linux().environment("CUDA_VISIBLE_DEVICES", "1")
                                .smi(0, RTX_4090 + RTX_3060),
                        "cuda:0"),
                arguments(
                        "named by the beginning of its name, up to a wrong one",
                        linux().environment("CUDA_VISIBLE_DEVICES", "GPU-1111,7,0")
                                .smi(0, RTX_4090 + RTX_3060),
                        "cuda:0"),
                arguments(
                        "an instance of MIG",
                        linux().smi(0, A100_IN_PARTS).smiList(PARTS),
                        "cuda:0"),
                arguments(
                        "libraries that DJL has left in its cache, with a program without any",
                        linux().withoutLibtorch()
                                .smi(0, RTX_3060)
                                .file(
                                        "/home/ada/.djl.ai/pytorch/2.7.1-cu128-linux-x86_64/libtorch.so",
                                        ""),
                        "cuda:0"),
                arguments(
                        "libraries in a directory of the user's choice for what is fetched",
                        linux().withoutCuda()
                                .smi(0, RTX_3060)
                                .environment("SFT_CUDA_DIR", "/data")
                                .file("/data/2.7.1-cu128-linux-x86_64/torch/lib/libtorch.so", "")
                                .file(
                                        "/data/2.7.1-cu128-linux-x86_64/torch/lib/libtorch_cpu.so",
                                        "")
                                .file(
                                        "/data/2.7.1-cu128-linux-x86_64/torch/lib/libtorch_cuda.so",
                                        "")
                                .file("/data/2.7.1-cu128-linux-x86_64/torch/lib/libc10.so", "")
                                .file(
                                        "/data/2.7.1-cu128-linux-x86_64/torch/lib/libc10_cuda.so",
                                        ""),
                        "cuda:0"),
                arguments(
                        "libraries in a directory of the user's, before any are fetched",
                        linux().withoutCuda()
                                .smi(0, RTX_3060)
                                .environment("PYTORCH_LIBRARY_PATH", "/nowhere:/opt/libtorch/lib")
                                .file("/opt/libtorch/lib/libtorch.so", "")
                                .file("/opt/libtorch/lib/libtorch_cuda.so", ""),
                        "cuda:0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("usable")
    void isUsed(String situation, RecordedSystem system, String device) {
        DeviceSurvey survey = DeviceSurvey.take(system);

        assertThat(survey.used()).isEqualTo(device);
        assertThat(survey.sentence()).startsWith("GPU NVIDIA").contains("(" + device + ")");
        ToldInChinese.check(survey.sentence());
    }

    static Stream<Arguments> unusable() {
        String tooOld = RTX_3060.replace("570.133.07", "470.256.02");
        String unknownField =
                "Field \"compute_cap\" is not a valid field to query.\n\nIt contains an unknown\n";
        return Stream.of(
                arguments(linux().withoutCuda().smi(0, RTX_3060), Kind.NO_CUDA_LIBRARIES, "3.7 GB"),
                arguments(
                        RecordedSystem.windows().withoutCuda().smi(0, RTX_3060),
                        Kind.NO_CUDA_LIBRARIES,
                        "3.3 GB"),
                arguments(
                        linux().withoutLibtorch().smi(0, RTX_3060),
                        Kind.NO_CUDA_LIBRARIES,
                        "sft device --fetch cuda"),
                arguments(linux().smi(0, tooOld), Kind.DRIVER_TOO_OLD, "470.256.02"),
                arguments(
                        linux().smi(0, RTX_3060.replace("570.133.07", "525.60.11")),
                        Kind.DRIVER_TOO_OLD,
                        "570.26"),
                arguments(
                        RecordedSystem.windows().smi(0, RTX_3060.replace("570.133.07", "527.41")),
                        Kind.DRIVER_TOO_OLD,
                        "570.65"),
                arguments(
                        linux().smi(2, unknownField)
                                .output(
                                        "nvidia-smi --query-gpu (old)",
                                        new CommandOutput.Ended(
                                                0, "GPU-1, Tesla K80, 418.87.00, 11441, 11438\n")),
                        Kind.DRIVER_TOO_OLD,
                        "418.87.00"),
                arguments(
                        linux().smi(0, RTX_3060.replace("8.6", "6.1")),
                        Kind.CAPABILITY,
                        "compute capability 6.1"),
                arguments(
                        linux().smi(0, RTX_3060.replace("8.6", "11.0")),
                        Kind.CAPABILITY,
                        "compute capability 11.0"),
                arguments(
                        RecordedSystem.windows().smi(0, RTX_3060.replace("8.6", "13.0")),
                        Kind.CAPABILITY,
                        "compute capability 13.0"),
                arguments(
                        linux().smi(0, RTX_3060.replace("8.6", "7.0")),
                        Kind.CAPABILITY,
                        "compute capability 7.0"),
                arguments(
                        linux().property("os.arch", "aarch64").smi(0, RTX_3060),
                        Kind.PLATFORM,
                        "linux-aarch64"),
                arguments(
                        linux().environment("CUDA_VISIBLE_DEVICES", "").smi(0, RTX_3060),
                        Kind.HIDDEN,
                        "CUDA_VISIBLE_DEVICES"),
                arguments(
                        linux().environment("CUDA_VISIBLE_DEVICES", "-1").smi(0, RTX_3060),
                        Kind.HIDDEN,
                        "CUDA_VISIBLE_DEVICES=-1"),
                arguments(
                        linux().environment("CUDA_VISIBLE_DEVICES", "0,0").smi(0, RTX_3060),
                        Kind.HIDDEN,
                        "CUDA_VISIBLE_DEVICES=0,0"),
                arguments(
                        linux().smi(0, A100_IN_PARTS)
                                .smiList(
                                        "GPU 0: NVIDIA A100-SXM4-80GB (UUID: GPU-33333333-cccc)\n"),
                        Kind.MIG,
                        "nvidia-smi mig"),
                arguments(
                        linux().smi(0, RTX_3060).readOnly("/dev/nvidiactl"),
                        Kind.PERMISSION,
                        "/dev/nvidiactl"),
                arguments(
                        linux().smi(0, RTX_3060).readOnly("/dev/nvidia0"),
                        Kind.PERMISSION,
                        "/dev/nvidia0"),
                arguments(
                        linux().output(
                                        "nvidia-smi --query-gpu",
                                        new CommandOutput.Ended(0, RTX_3060)),
                        Kind.NO_DEVICE_FILES,
                        "--gpus all"),
                arguments(
                        linux().smi(0, RTX_3060).environment("PYTORCH_FLAVOR", "cpu"),
                        Kind.CPU_FLAVOR,
                        "PYTORCH_FLAVOR=cpu"),
                arguments(
                        linux().smi(0, RTX_3060)
                                .environment("PYTORCH_LIBRARY_PATH", "/opt/libtorch/lib")
                                .file("/opt/libtorch/lib/libtorch.so", ""),
                        Kind.CPU_BUILD,
                        "PYTORCH_LIBRARY_PATH"),
                arguments(
                        RecordedSystem.windows().smi(0, RTX_3060),
                        Kind.SEARCH_PATH,
                        "C:\\Users\\ada\\AppData\\Local\\SFT Workbench\\cuda\\2.7.1-cu128-win-x86_64"),
                arguments(
                        linux().file("/sys/bus/pci/devices/0000:01:00.0/vendor", "0x10de\n")
                                .file("/sys/bus/pci/devices/0000:01:00.0/class", "0x030000\n"),
                        Kind.NO_DRIVER,
                        "Install NVIDIA's driver"),
                arguments(
                        linux().smi(9, SILENT)
                                .file("/sys/bus/pci/devices/0000:01:00.0/vendor", "0x10de\n")
                                .file("/sys/bus/pci/devices/0000:01:00.0/class", "0x030200\n"),
                        Kind.DRIVER_SILENT,
                        "restart"),
                arguments(
                        linux().output("nvidia-smi --query-gpu", new CommandOutput.Hanging())
                                .file("/dev/nvidiactl", "")
                                .file(
                                        "/proc/driver/nvidia/gpus/0000:01:00.0/information",
                                        "Model: \t\t NVIDIA GeForce RTX 3060\nIRQ:   \t\t 97\n"),
                        Kind.DRIVER_SILENT,
                        "does not answer"),
                arguments(
                        linux().file("/dev/nvidiactl", "")
                                .file(
                                        "/proc/driver/nvidia/version",
                                        "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64 "
                                                + " 570.133.07  Release Build  (dvs-builder@U22)\n")
                                .file(
                                        "/proc/driver/nvidia/gpus/0000:01:00.0/information",
                                        "Model: \t\t NVIDIA GeForce RTX 3060\nIRQ:   \t\t 97\n"),
                        Kind.NO_DRIVER,
                        "nvidia-smi"));
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("unusable")
    void isUnusedAndSaysWhy(RecordedSystem system, Kind kind, String words) {
        DeviceSurvey survey = DeviceSurvey.take(system);

        assertThat(survey.used()).isEqualTo("cpu");
        assertThat(survey.gpus()).hasSize(1);
        assertThat(survey.gpus().get(0).obstacles()).extracting(Obstacle::kind).contains(kind);
        assertThat(survey.sentence()).startsWith("CPU, 8 cores, 9.0 GB free. A GPU is there (");
        assertThat(survey.gpus().get(0).obstacles())
                .anySatisfy(o -> assertThat(o.reason() + " " + o.remedy()).contains(words));
        assertThat(survey.gpus().get(0).obstacles())
                .allSatisfy(o -> assertThat(o.remedy()).endsWith("."))
                .allSatisfy(o -> assertThat(o.reason()).doesNotEndWith("."));
        ToldInChinese.check(survey.sentence());
    }

    static Stream<Arguments> notFound() {
        return Stream.of(
                arguments(linux(), "No NVIDIA GPU was found."),
                arguments(
                        linux().file("/sys/bus/pci/devices/0/vendor", "0x10de\n")
                                .file("/sys/bus/pci/devices/0/class", "0x040300\n"),
                        "No NVIDIA GPU was found."),
                arguments(RecordedSystem.windows(), "No NVIDIA GPU was found."),
                arguments(RecordedSystem.windows().smi(9, SILENT), "installed but not running"),
                arguments(linux().smi(6, "No devices were found\n"), "finds no GPU it can use"),
                arguments(
                        linux().smi(
                                        18,
                                        "Failed to initialize NVML: Driver/library version"
                                                + " mismatch\n"
                                                + "NVML library version: 570.133\n"),
                        "Restart the machine"),
                arguments(
                        linux().smi(4, "Failed to initialize NVML: Insufficient Permissions\n"),
                        "may not use NVIDIA's driver"),
                arguments(
                        linux().smi(255, "Failed to initialize NVML: Unknown Error\n"),
                        "exit code 255: Failed to initialize NVML: Unknown Error"),
                arguments(linux().smi(0, ""), "exit code 0)"),
                arguments(linux().smi(0, "a, b\0, c\n\n,,,,,,\n"), "exit code 0: a, b?, c)"),
                arguments(linux().smi(0, "x".repeat(5000)), "xxx…)"),
                arguments(
                        linux().output("nvidia-smi --query-gpu", new CommandOutput.Hanging()),
                        "still waiting after 10 seconds"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("notFound")
    void withoutAnyTheCpuIsUsed(RecordedSystem system, String words) {
        DeviceSurvey survey = DeviceSurvey.take(system);

        assertThat(survey.used()).isEqualTo("cpu");
        assertThat(survey.gpus()).isEmpty();
        assertThat(survey.sentence()).startsWith("CPU, 8 cores").contains(words);
        ToldInChinese.check(survey.sentence());
    }

    @Test
    void theSentenceNamesTheGpuWhatIsFreeAndTheRemedy() {
        assertThat(DeviceSurvey.take(linux().withoutCuda().smi(0, RTX_3060)).sentence())
                .isEqualTo(
                        "CPU, 8 cores, 9.0 GB free. A GPU is there (NVIDIA GeForce RTX 3060, 12.1 GB"
                                + " free) but unused: the CUDA libraries are not here yet. Fetch them"
                                + " (3.7 GB) in the training pane, or with 'sft device --fetch cuda'.");
    }

    @Test
    void whatCannotBeHelpedIsSaidFirst() {
        DeviceSurvey survey =
                DeviceSurvey.take(linux().withoutCuda().smi(0, RTX_3060.replace("8.6", "5.2")));

        assertThat(survey.gpus().get(0).obstacles())
                .extracting(Obstacle::kind)
                .containsExactly(Kind.CAPABILITY, Kind.NO_CUDA_LIBRARIES);
        assertThat(survey.sentence()).contains("compute capability 5.2");
    }

    @Test
    void aGpuThatCannotBeUsedStandsBesideOneThatCan() {
        DeviceSurvey survey =
                DeviceSurvey.take(linux().smi(0, RTX_4090.replace("8.9", "6.1") + RTX_3060));

        assertThat(survey.used()).isEqualTo("cuda:1");
        assertThat(survey.sentence()).contains("Another GPU is there (NVIDIA GeForce RTX 4090");
    }

    @Test
    void ofAGpuInPartsOneIsSeenWithItsOwnMemory() {
        RecordedSystem system = linux().smi(0, RTX_3060 + A100_IN_PARTS).smiList(PARTS);

        List<GpuReport> first = DeviceSurvey.take(system).gpus();
        assertThat(first.get(0).gpu().name()).isEqualTo("NVIDIA A100-SXM4-80GB MIG 3g.40gb");
        assertThat(first.get(0).gpu().totalBytes()).hasValue(40L << 30);
        assertThat(first.get(0).gpu().freeBytes()).isEmpty();
        assertThat(first.get(1).gpu().name()).isEqualTo("NVIDIA GeForce RTX 3060");
        assertThat(first.get(1).obstacles().get(0).reason()).contains("beside an instance of MIG");

        assertThat(DeviceSurvey.take(system).notes())
                .anyMatch(note -> note.contains("one instance of MIG"));

        system.environment("CUDA_VISIBLE_DEVICES", "MIG-bbbb");
        assertThat(DeviceSurvey.take(system).gpus().get(0).gpu().name()).endsWith("MIG 1g.10gb");
    }

    @Test
    void numbersFollowTheVariableThatHidesGpus() {
        RecordedSystem system =
                linux().environment("CUDA_VISIBLE_DEVICES", "1, 0").smi(0, RTX_4090 + RTX_3060);

        assertThat(DeviceSurvey.take(system).gpus())
                .extracting(report -> report.gpu().name())
                .containsExactly("NVIDIA GeForce RTX 3060", "NVIDIA GeForce RTX 4090");
        assertThat(DeviceSurvey.take(system).notes()).anyMatch(n -> n.contains("PCI_BUS_ID"));

        system.environment("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
        assertThat(DeviceSurvey.take(system).notes()).noneMatch(n -> n.contains("PCI_BUS_ID"));
    }

    @Test
    void aDriverOlderThanItsCudaIsUsedWithARemark() {
        assertThat(notesOfDriver("550.54.15")).anyMatch(note -> note.contains("570.26"));
        assertThat(notesOfDriver("570.26")).noneMatch(note -> note.contains("570.26"));
    }

    private static List<String> notesOfDriver(String version) {
        return DeviceSurvey.take(linux().smi(0, RTX_3060.replace("570.133.07", version))).notes();
    }

    @Test
    void fetchingIsOfferedWhereNothingElseIsInTheWay() {
        assertThat(lacksOnlyLibraries(linux().withoutCuda().smi(0, RTX_3060))).isTrue();
        assertThat(lacksOnlyLibraries(linux().smi(0, RTX_3060))).isFalse();
        assertThat(lacksOnlyLibraries(linux().withoutCuda())).isFalse();
        assertThat(lacksOnlyLibraries(linux().withoutCuda().smi(0, RTX_3060.replace("8.6", "5.2"))))
                .isFalse();
        assertThat(
                        lacksOnlyLibraries(
                                linux().withoutCuda()
                                        .smi(0, RTX_3060)
                                        .environment("CUDA_VISIBLE_DEVICES", "")))
                .isFalse();
    }

    private static boolean lacksOnlyLibraries(RecordedSystem system) {
        return DeviceSurvey.take(system).lacksOnlyCudaLibraries();
    }

    @Test
    void librariesThatAreNotWholeAreNoneAtAll() {
        TorchLibraries whole = DeviceSurvey.take(linux()).libraries();
        assertThat(whole.source()).isEqualTo(TorchLibraries.Source.FETCHED);
        assertThat(whole.directory())
                .isEqualTo(
                        "/home/ada/.local/share/sft-workbench/cuda/2.7.1-cu128-linux-x86_64/torch/lib");

        assertThat(DeviceSurvey.take(linux().withoutCuda()).libraries().source())
                .isEqualTo(TorchLibraries.Source.CLASS_PATH);
    }

    @Test
    void theUsersDataDirectoryIsTheSystems() {
        assertThat(
                        DeviceSurvey.take(
                                        linux().withoutCuda()
                                                .environment("XDG_DATA_HOME", "/data/ada"))
                                .libraries()
                                .directory())
                .isEqualTo("/data/ada/sft-workbench/cuda/2.7.1-cu128-linux-x86_64");
        assertThat(
                        DeviceSurvey.take(
                                        RecordedSystem.windows()
                                                .withoutCuda()
                                                .environment("LOCALAPPDATA", "D:\\Ada"))
                                .libraries()
                                .directory())
                .isEqualTo("D:\\Ada\\SFT Workbench\\cuda\\2.7.1-cu128-win-x86_64");
    }

    @Test
    void onMacOsTheGpuIsUnusedAndSaysWhy() {
        DeviceSurvey survey =
                DeviceSurvey.take(
                        linux().withoutCuda()
                                .property("os.name", "Mac OS X")
                                .property("os.arch", "aarch64")
                                .output(
                                        "/usr/sbin/sysctl -n",
                                        new CommandOutput.Ended(0, "Apple M2\n")));

        assertThat(survey.processor().model()).isEqualTo("Apple M2");
        assertThat(survey.used()).isEqualTo("cpu");
        assertThat(survey.sentence()).contains("Apple's GPU is not used: ");
    }

    @Test
    void thisMachineIsSurveyedWithoutStartingLibtorch() {
        DeviceSurvey survey = DeviceSurvey.take();

        assertThat(survey.processor().cores())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(survey.processor().memory().available())
                .isBetween(1L, survey.processor().memory().total());
        assertThat(survey.libraries().source()).isEqualTo(TorchLibraries.Source.CLASS_PATH);
        assertThat(survey.libraries().version()).isEqualTo("2.7.1");
    }
}
