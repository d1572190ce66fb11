package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.control.Alert;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.common.BaseStyles;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.cuda.CudaOffer;
import org.sftworkbench.ui.cuda.OfferedLibraries;

/** An installation for GPUs asks at its first start, and only then. */
class CudaQuestionTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final MemoryPreferences preferences = new MemoryPreferences();

    private static CudaOffer offer() {
        return new CudaOffer(
                new OfferedLibraries() {
                    @Override
                    public Optional<Offer> look() {
                        return Optional.of(new Offer(3_682_889_816L, 3_682_889_816L, "/data"));
                    }

                    @Override
                    public void fetch(Progress progress, Cancellation stop) {}
                },
                Runnable::run,
                Runnable::run,
                Platform::runLater);
    }

    private long dialogs() {
        return runFx(
                () ->
                        Window.getWindows().stream()
                                .filter(
                                        window ->
                                                window instanceof Stage stage
                                                        && "A GPU is there"
                                                                .equals(stage.getTitle()))
                                .count());
    }

    private void start(Stage owner) {
        doFx(
                () -> {
                    CudaOffer offer = offer();
                    new CudaQuestion(offer, Words.english(), preferences).askOnce(owner);
                    offer.look();
                });
        waitForFxEvents();
    }

    @Test
    void asksAtTheFirstStartAndNotAtTheSecond() {
        Stage owner = show(runFx(StackPane::new), 800, 600);
        start(owner);
        assertThat(dialogs()).isEqualTo(1);
        doFx(
                () ->
                        Window.getWindows().stream()
                                .filter(
                                        window ->
                                                window instanceof Stage stage
                                                        && "A GPU is there"
                                                                .equals(stage.getTitle()))
                                .toList()
                                .forEach(Window::hide));
        waitForFxEvents();

        start(owner);

        assertThat(dialogs()).isZero();
        doFx(owner::close);
    }

    @Test
    void pictureOfTheQuestion() {
        theme(false);
        Stage owner = show(runFx(StackPane::new), 800, 600);
        CudaOffer offer = offer();
        doFx(offer::look);
        waitForFxEvents();
        Alert asked =
                runFx(
                        () -> {
                            Alert alert =
                                    new CudaQuestion(offer, Words.english(), preferences)
                                            .ask(owner);
                            BaseStyles.addTo(alert.getDialogPane().getScene());
                            alert.show();
                            return alert;
                        });
        waitForFxEvents();
        snapshot(asked.getDialogPane().getScene(), SCREENSHOTS.resolve("cuda-question-light.png"));
        theme(true);
        waitForFxEvents();
        snapshot(asked.getDialogPane().getScene(), SCREENSHOTS.resolve("cuda-question-dark.png"));
        doFx(
                () -> {
                    asked.close();
                    owner.close();
                });
        assertThat(SCREENSHOTS.resolve("cuda-question-dark.png")).isNotEmptyFile();
    }
}
