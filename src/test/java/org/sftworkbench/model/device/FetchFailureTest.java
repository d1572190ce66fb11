package org.sftworkbench.model.device;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sftworkbench.disk.UserDirectories;

/** Libraries that could not be fetched are told from libraries that could not be loaded. */
class FetchFailureTest {
    private static final TorchLibraries LIBRARIES =
            DeviceSurvey.take(RecordedSystem.linux().withoutLibtorch()).libraries();

    static IOException[] ofTheNetwork() {
        return new IOException[] {
            new UnknownHostException("publish.djl.ai"),
            new ConnectException("Connection refused"),
            new IOException("Offline mode is enabled.")
        };
    }

    @ParameterizedTest
    @MethodSource("ofTheNetwork")
    void withoutANetworkItSaysWhereTheLibrariesCanComeFrom(IOException cause) {
        EngineException failure = new EngineException("Failed to save pytorch index file", cause);

        assertThat(FetchFailure.words(failure, LIBRARIES).orElseThrow())
                .contains("libtorch 2.7.1", "sft device --fetch cuda", "PYTORCH_LIBRARY_PATH");
    }

    @Test
    void fetchedLibrariesThatDoNotLoadHaveAWayOut() {
        assertThat(FetchFailure.wayOut(DeviceSurvey.take(RecordedSystem.linux()).libraries()))
                .contains(
                        "/home/ada/.local/share/sft-workbench/cuda/2.7.1-cu128-linux-x86_64",
                        "PYTORCH_FLAVOR=cpu");
        assertThat(FetchFailure.wayOut(LIBRARIES)).isEmpty();
    }

    @Test
    void oneDirectoryForEverythingHoldsFetchedLibrariesTooUnlessAnotherIsNamed() {
        RecordedSystem system =
                RecordedSystem.linux().property(UserDirectories.PROPERTY, "/media/stick/sft");
        assertThat(FetchedLibraries.of(system, Host.of(system)).root())
                .isEqualTo("/media/stick/sft/data/cuda/2.7.1-cu128-linux-x86_64");
        system.environment("SFT_CUDA_DIR", "/opt/cuda");
        assertThat(FetchedLibraries.of(system, Host.of(system)).root())
                .isEqualTo("/opt/cuda/2.7.1-cu128-linux-x86_64");
    }

    @Test
    void theUsersFlavorKeepsFetchedLibrariesOut() {
        RecordedSystem system =
                RecordedSystem.linux()
                        .smi(0, "GPU-1, NVIDIA RTX A4000, 570.133.07, 16376, 2000, 8.6, [N/A]\n")
                        .environment("PYTORCH_FLAVOR", "cpu");
        DeviceSurvey survey = DeviceSurvey.take(system);

        assertThat(survey.best()).isEmpty();
        assertThat(survey.libraries().directoryToName(false)).isEmpty();
    }

    @Test
    void otherFailuresAreNotOfTheNetwork() {
        assertThat(FetchFailure.words(new EngineException("Failed"), LIBRARIES)).isEmpty();
        assertThat(
                        FetchFailure.words(
                                new EngineException("Failed", new AccessDeniedException("/x")),
                                LIBRARIES))
                .isEmpty();
        assertThat(FetchFailure.words(new UnsatisfiedLinkError("libcudnn.so.9"), LIBRARIES))
                .isEmpty();
    }
}
