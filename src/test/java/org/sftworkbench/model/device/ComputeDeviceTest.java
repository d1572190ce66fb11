package org.sftworkbench.model.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wish becomes a device and what is free on it, or a refusal that says what to do. */
class ComputeDeviceTest {
    private static final String TWO =
            "GPU-1, NVIDIA RTX A4000, 570.133.07, 16376, 2000, 8.6, [N/A]\n"
                    + "GPU-2, NVIDIA RTX A4000, 570.133.07, 16376, 16000, 8.6, [N/A]\n";

    private static final DeviceSurvey TWO_GPUS =
            DeviceSurvey.take(RecordedSystem.linux().smi(0, TWO));
    private static final DeviceSurvey NO_GPU = DeviceSurvey.take(RecordedSystem.linux());
    private static final DeviceSurvey NOT_FETCHED =
            DeviceSurvey.take(RecordedSystem.linux().withoutCuda().smi(0, TWO));

    @ParameterizedTest
    @CsvSource({"auto,1", "cuda,1", "cuda:0,0", "cuda:1,1", "CUDA:1,1", "' auto ',1"})
    void aGpuIsTakenWhereItCanBeUsed(String wish, int number) {
        ComputeDevice device = ComputeDevice.of(wish, TWO_GPUS);

        assertThat(device.device()).isEqualTo(Device.gpu(number));
        assertThat(device.name()).isEqualTo("NVIDIA RTX A4000");
        assertThat(device.freeBytes()).hasValue((number == 0 ? 2000L : 16000L) << 20);
        assertThat(device.totalBytes()).hasValue(16376L << 20);
    }

    @Test
    void theCpuIsTakenWhereAskedForOrNothingElseCanBeUsed() {
        assertThat(ComputeDevice.of("cpu", TWO_GPUS).device()).isEqualTo(Device.cpu());
        assertThat(ComputeDevice.of("auto", NO_GPU).device()).isEqualTo(Device.cpu());
        assertThat(ComputeDevice.of("auto", NOT_FETCHED).freeBytes()).hasValue(9_000_000_000L);
    }

    @Test
    void whatCannotBeHadIsRefusedWithTheReason() {
        assertThatThrownBy(() -> ComputeDevice.of("cuda", NOT_FETCHED))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("no GPU can be used: the CUDA libraries are not here yet.")
                .hasMessageContaining("sft device --fetch cuda");
        assertThatThrownBy(() -> ComputeDevice.of("cuda:1", NOT_FETCHED))
                .hasMessageStartingWith("cuda:1 (NVIDIA RTX A4000) cannot be used: the CUDA");
        assertThatThrownBy(() -> ComputeDevice.of("cuda:2", TWO_GPUS))
                .hasMessage(
                        "there is no cuda:2; there is cuda:0 (NVIDIA RTX A4000), cuda:1 (NVIDIA RTX"
                                + " A4000)");
        assertThatThrownBy(() -> ComputeDevice.of("cuda", NO_GPU))
                .hasMessage("no GPU can be used: no NVIDIA GPU was found");
        assertThatThrownBy(() -> ComputeDevice.of("cuda:0", NO_GPU))
                .hasMessage("there is no cuda:0: no NVIDIA GPU was found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "cuda:", "cuda:x", "cuda:-1", "cuda1", "mps", "cuda:99999"})
    void otherWordsAreNoDevice(String wish) {
        assertThat(ComputeDevice.misspelling(wish)).isPresent();
        assertThatThrownBy(() -> ComputeDevice.of(wish, TWO_GPUS))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("auto, cpu, cuda");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "cpu", "cuda", "cuda:0", "cuda:12"})
    void devicesAreSpelledAsInPyTorch(String wish) {
        assertThat(ComputeDevice.misspelling(wish)).isEmpty();
    }

    @Test
    void djlIsToldOfTheLibrariesThatFitTheMachine() {
        assertThat(TWO_GPUS.libraries().flavorToAsk(true)).hasValue("cu128");
        assertThat(TWO_GPUS.libraries().directoryToName(true))
                .hasValue(
                        "/home/ada/.local/share/sft-workbench/cuda/2.7.1-cu128-linux-x86_64/torch/lib");
        for (DeviceSurvey onCpu : List.of(NO_GPU, NOT_FETCHED)) {
            assertThat(onCpu.libraries().flavorToAsk(false)).isEmpty();
            assertThat(onCpu.libraries().directoryToName(false)).isEmpty();
        }
    }

    @Test
    void whatThisProgramNamedIsNotTakenForTheUsersWish() {
        String named = TWO_GPUS.libraries().directory();
        RecordedSystem asked =
                RecordedSystem.linux()
                        .smi(0, TWO)
                        .property("PYTORCH_LIBRARY_PATH", named)
                        .property("org.sftworkbench.pytorch.library.path", named)
                        .property("PYTORCH_FLAVOR", "cu128")
                        .property("org.sftworkbench.pytorch.flavor", "cu128");
        assertThat(DeviceSurvey.take(asked).libraries()).isEqualTo(TWO_GPUS.libraries());
    }

    @Test
    void whatTheUserAsksForIsLeftAlone() {
        RecordedSystem system =
                RecordedSystem.linux().smi(0, TWO).environment("PYTORCH_FLAVOR", "cu126");
        assertThat(DeviceSurvey.take(system).libraries().flavorToAsk(true)).isEmpty();
    }

    @Test
    void aDirectoryOfLibrariesIsNamedForWhatItHolds() {
        RecordedSystem system =
                RecordedSystem.linux()
                        .property("PYTORCH_LIBRARY_PATH", "/opt/libtorch/lib")
                        .file("/opt/libtorch/lib/libtorch.so", "");
        assertThat(DeviceSurvey.take(system).libraries().flavorToAsk(false)).hasValue("cpu");

        system.file("/opt/libtorch/lib/libtorch_cuda.so", "");
        assertThat(DeviceSurvey.take(system).libraries().flavorToAsk(false)).hasValue("cu128");
    }
}
