package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import org.sftworkbench.natives.NativesException;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.OnlyPictures;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.cuda.CudaOffer;
import org.sftworkbench.ui.cuda.CudaPanel;
import org.sftworkbench.ui.cuda.OfferedLibraries;

/** The offer of the CUDA libraries below the remark on the device, as it is drawn. */
class DeviceOfferPaneTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final long SIZE = 3_682_889_816L;

    @TempDir Path runs;

    private final Words words = TrainingSetup.words("cuda");
    private final Slow libraries = new Slow();
    private CudaOffer offer;
    private TrainPane pane;
    private Stage stage;

    /** Libraries that come as far as they are let. */
    private static final class Slow implements OfferedLibraries {
        private final CountDownLatch end = new CountDownLatch(1);
        private volatile String failure;

        @Override
        public Optional<Offer> look() {
            return Optional.of(new Offer(SIZE, SIZE, "/home/ada/.local/share/sft-workbench/cuda"));
        }

        @Override
        public void fetch(Progress progress, Cancellation stop) {
            progress.report("cuDNN", 1_790_000_000, SIZE);
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (failure != null) {
                throw new NativesException(failure);
            }
        }
    }

    @BeforeEach
    void openThePane() {
        theme(false);
        pane =
                runFx(
                        () -> {
                            TrainViewModel view =
                                    TrainingSetup.view(
                                            words,
                                            new RecordingEngine(),
                                            new DeviceNews(
                                                    "CPU, 8 cores, 9.0 GB free. A GPU is there"
                                                            + " (NVIDIA GeForce RTX 3060, 12.1 GB"
                                                            + " free) but unused: the CUDA"
                                                            + " libraries are not here yet. Fetch"
                                                            + " them (3.7 GB) in the training"
                                                            + " pane, or with 'sft device --fetch"
                                                            + " cuda'.",
                                                    false,
                                                    OptionalLong.of(9_000_000_000L)));
                            TrainingSetup.fill(view, runs, 40);
                            offer =
                                    new CudaOffer(
                                            libraries,
                                            Runnable::run,
                                            work -> new Thread(work, "fetching").start(),
                                            Platform::runLater);
                            TrainPane made =
                                    new TrainPane(
                                            view,
                                            words,
                                            new FileDialogs(new MemoryPreferences()),
                                            Runnable::run);
                            made.offerBelowDevice(new CudaPanel(offer, words));
                            return made;
                        });
        stage = show(pane, 1360, 860);
    }

    @AfterEach
    void closeThePane() {
        libraries.end.countDown();
        doFx(stage::close);
    }

    private boolean shown(String text) {
        return runFx(() -> isShown(text));
    }

    /** On the FX thread. */
    private boolean isShown(String text) {
        return Stream.concat(pane.lookupAll(".label").stream(), pane.lookupAll(".button").stream())
                .filter(DeviceOfferPaneTest::visible)
                .anyMatch(node -> node instanceof Labeled said && said.getText().contains(text));
    }

    private static boolean visible(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private void press(String text) {
        doFx(
                () ->
                        pane.lookupAll(".button").stream()
                                .map(Button.class::cast)
                                .filter(b -> visible(b) && !b.isDisabled())
                                .filter(b -> b.getText().contains(text))
                                .findFirst()
                                .orElseThrow()
                                .fire());
    }

    @Test
    void standsBelowTheRemarkWithItsSizeAndFollowsWhatComes() {
        assertThat(shown("CUDA libraries (3.7 GB)")).isFalse();
        doFx(offer::look);
        waitForFxEvents();
        assertThat(shown("Fetch the CUDA libraries (3.7 GB)")).isTrue();
        assertThat(shown("under their licences")).isTrue();

        press("Fetch the CUDA libraries");
        waitUntil("something has come", () -> isShown("Fetching cuDNN"));
        assertThat(shown("1.8 GB of 3.7 GB are here")).isTrue();
        press("Pause");
        waitForFxEvents();
        assertThat(shown("nothing that has come is lost")).isTrue();
        press("Resume");

        libraries.end.countDown();
        waitUntil("all has come", () -> isShown("Close the program and start it again"));
    }

    @Test
    void aFailureStandsBesideTheOfferOfTheRest() {
        libraries.failure = "cuDNN: nobody answers there; is this machine on the network?";
        doFx(offer::look);
        press("Fetch the CUDA libraries");
        libraries.end.countDown();
        waitUntil("the failure is told", () -> isShown("nobody answers there"));
        assertThat(shown("Go on fetching the CUDA libraries (still 1.9 GB)")).isTrue();
    }

    @OnlyPictures
    void picturesOfTheOfferAndOfTheProgress() {
        doFx(offer::look);
        waitForFxEvents();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("cuda-offer-light.png"));
        theme(true);
        waitForFxEvents();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("cuda-offer-dark.png"));
        press("Fetch the CUDA libraries");
        waitUntil("something has come", () -> isShown("Fetching cuDNN"));
        snapshot(stage.getScene(), SCREENSHOTS.resolve("cuda-progress-dark.png"));
        theme(false);
        doFx(
                () -> {
                    words.languageProperty().set(Language.CHINESE);
                    stage.setWidth(1024);
                    stage.setHeight(680);
                });
        waitForFxEvents();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("cuda-progress-chinese-small.png"));

        assertThat(SCREENSHOTS.resolve("cuda-progress-chinese-small.png")).isNotEmptyFile();
    }
}
