package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.scene.control.MenuButton;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.train.Evaluation;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.UnaskedScreen;
import org.sftworkbench.ui.common.words.Words;

/** A chart is saved where the user says: as a picture, and as its points. */
class ChartExportTest extends FxTest {
    private static final int STEPS = 40;

    @TempDir private Path directory;

    private final Words words = Words.english();
    private final MemoryPreferences remembered = new MemoryPreferences();
    private final AtomicReference<Problem> told = new AtomicReference<>();
    private final Asked asked = new Asked();
    private TrainCharts charts;
    private ChartsPanel panel;
    private Stage stage;

    /** A user who answers the dialogs, and remembers what they asked. */
    private static final class Asked extends UnaskedScreen {
        private Path answer;
        private String name;
        private String filter;
        private File startsIn;

        @Override
        public File save(FileChooser chooser, Window owner) {
            name = chooser.getInitialFileName();
            filter = chooser.getExtensionFilters().get(0).getExtensions().get(0);
            startsIn = chooser.getInitialDirectory();
            return answer == null ? null : answer.toFile();
        }
    }

    @BeforeEach
    void drawARun() {
        theme(false);
        panel =
                runFx(
                        () -> {
                            charts = new TrainCharts(words, FXCollections.observableArrayList());
                            ChartsPanel made = new ChartsPanel();
                            made.bind(
                                    charts,
                                    words,
                                    new FileDialogs(remembered, words, asked),
                                    Runnable::run,
                                    told::set);
                            return made;
                        });
        stage = show(panel, 1000, 420);
        doFx(
                () -> {
                    charts.add(
                            IntStream.rangeClosed(1, STEPS)
                                    .mapToObj(step -> RecordingEngine.measured(step, STEPS))
                                    .toList());
                    charts.add(evaluation());
                });
        waitForFxEvents();
    }

    @AfterEach
    void close() {
        doFx(stage::close);
    }

    @Test
    void thePictureHoldsTheLinesAtTwiceTheSizeWithRoomAround() throws IOException {
        asked.answer = directory.resolve("loss.png");
        export("PNG");

        BufferedImage picture = ImageIO.read(asked.answer.toFile());
        double width = runFx(() -> panel.lookup("#stage").getBoundsInParent().getWidth());
        int margin = ChartExport.MARGIN;
        assertThat(picture.getWidth() - 2 * margin)
                .isBetween((int) (2 * width) - 4, (int) (2 * width) + 4);
        for (int y : new int[] {0, margin - 1, picture.getHeight() - margin}) {
            int[] edge = picture.getRGB(0, y, picture.getWidth(), 1, null, 0, picture.getWidth());
            assertThat(edge).as("row %s of pixels", y).containsOnly(0xFFFFFFFF);
        }
        int[] pixels =
                picture.getRGB(
                        0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        assertThat(Arrays.stream(pixels).filter(ChartExportTest::isGreen).count())
                .as("pixels of the loss's green line")
                .isGreaterThan(80);
        assertThat(asked.name).isEqualTo("loss.png");
        assertThat(asked.filter).isEqualTo("*.png");
        assertThat(told.get().summary()).isEqualTo("The chart is saved in " + asked.answer + ".");
    }

    @Test
    void aPictureOfTheDarkThemeHasItsGround() throws IOException {
        theme(true);
        asked.answer = directory.resolve("dark.png");
        export("PNG");
        BufferedImage picture = ImageIO.read(asked.answer.toFile());
        int margin = ChartExport.MARGIN;
        for (int at : new int[] {0, margin - 1, margin + 1}) {
            assertThat(picture.getRGB(at, at) & 0xFF).as("blue at %s", at).isLessThan(0x40);
        }
    }

    @Test
    void thePointsAreATableOfTheChartInFront() throws IOException {
        asked.answer = directory.resolve("points.csv");
        export("CSV");
        List<String> lines = Files.readAllLines(asked.answer);
        assertThat(lines).hasSize(1 + STEPS);
        assertThat(lines.get(0)).isEqualTo("step,SFT loss,all tokens (pretraining),eval loss");
        assertThat(lines.get(1)).isEqualTo("1,3,4,");
        assertThat(lines.get(4)).isEqualTo("4,0.75,1.75,0.625");

        doFx(() -> charts.focusProperty().set(ChartKind.GRAD_NORM));
        export("CSV");
        assertThat(Files.readAllLines(asked.answer)).startsWith("step,before clipping", "1,0.5");
        assertThat(asked.name).isEqualTo("grad_norm.csv");
        assertThat(asked.startsIn).isEqualTo(directory.toFile());
    }

    @Test
    void whoChangesTheirMindGetsNoFile() throws IOException {
        export("PNG");
        export("CSV");

        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
        assertThat(told.get()).isNull();
    }

    @Test
    void aFileThatCannotBeWrittenIsToldWithTheReason() throws IOException {
        Path taken = Files.writeString(directory.resolve("taken"), "a file, no directory");
        for (String format : List.of("PNG", "CSV")) {
            told.set(null);
            asked.answer = taken.resolve("loss." + format);
            export(format);

            assertThat(told.get().severity()).isEqualTo(Problem.Severity.ERROR);
            assertThat(told.get().summary())
                    .startsWith(asked.answer + " cannot be written: ")
                    .containsIgnoringCase("not a directory");
        }
        assertThat(taken).hasContent("a file, no directory");
    }

    private void export(String format) {
        doFx(
                () ->
                        ((MenuButton) panel.lookup(".chart-tools .menu-button"))
                                .getItems().stream()
                                        .filter(item -> item.getText().contains(format))
                                        .findFirst()
                                        .orElseThrow(() -> new AssertionError("no " + format))
                                        .fire());
        waitForFxEvents();
    }

    private static boolean isGreen(int argb) {
        int red = argb >> 16 & 0xFF;
        int green = argb >> 8 & 0xFF;
        int blue = argb & 0xFF;
        return green > red + 40 && green > blue + 40;
    }

    private static Evaluation evaluation() {
        return new Evaluation(4, 0.1, 0.625, 0.6, 0.5, 1, 0.5, 3, 9, 100, 1);
    }
}
