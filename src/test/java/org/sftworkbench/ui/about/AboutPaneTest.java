package org.sftworkbench.ui.about;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sftworkbench.about.Report;
import org.sftworkbench.about.ReportMaker;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.common.words.Dictionary;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;

/** The About pane shows the real machine's report in both languages. */
class AboutPaneTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Words words =
            new Words(
                    Language.ENGLISH,
                    Dictionary.read(List.of(AboutPane.class.getResource("zh.json"))));
    private final Report report = ReportMaker.ofProcess().make();
    private final List<String> copied = new ArrayList<>();
    private final AboutViewModel view =
            new AboutViewModel(
                    () -> report,
                    Runnable::run,
                    Runnable::run,
                    new AboutViewModel.Desk(path -> {}, copied::add));

    @AfterEach
    void lightAgain() {
        theme(false);
    }

    @Test
    void itIsReadableInBothThemesAndLanguages() {
        Scene scene = scene();
        for (boolean dark : new boolean[] {false, true}) {
            theme(dark);
            doFx(() -> words.languageProperty().set(dark ? Language.CHINESE : Language.ENGLISH));
            snapshot(scene, SCREENSHOTS.resolve("about-" + (dark ? "dark-zh" : "light") + ".png"));
        }
        doFx(() -> ((ScrollPane) scene.lookup(".about-scroll")).setVvalue(1));
        snapshot(scene, SCREENSHOTS.resolve("about-places-dark-zh.png"));
        assertThat(texts(scene)).contains("操作系统", "训练记录", "复制报告", "Java");
        doFx(() -> words.languageProperty().set(Language.ENGLISH));
        snapshot(scene, SCREENSHOTS.resolve("about-dark.png"));
        assertThat(texts(scene)).contains("Operating system", "Runs", "Version " + version());
    }

    @Test
    void theButtonCopiesTheWholeReport() {
        Scene scene = scene();
        doFx(() -> ((Button) scene.lookup("#copyReport")).fire());
        assertThat(copied).containsExactly(report.text());
        assertThat(texts(scene)).contains("Copied. Paste it where you ask for help.");
    }

    @Test
    void theDialogHasTheLookOfItsWindow() {
        Stage window = show(new StackPane(), 1024, 680);
        Dialog<Void> dialog =
                runFx(() -> AboutDialog.show(window, view, words, new WritableImage(56, 56)));
        waitForFxEvents();
        Scene scene = runFx(() -> dialog.getDialogPane().getScene());
        snapshot(scene, SCREENSHOTS.resolve("about-dialog.png"));
        assertThat(runFx(() -> scene.getWindow().getHeight())).isLessThanOrEqualTo(680);
        doFx(
                () -> {
                    dialog.close();
                    window.close();
                });
    }

    private String version() {
        return report.build().words();
    }

    private Scene scene() {
        AboutPane pane = runFx(() -> new AboutPane(view, words, new WritableImage(16, 16)));
        Scene scene = layout(pane, 760, 600);
        doFx(view::look);
        waitForFxEvents();
        return scene;
    }

    private static List<String> texts(Scene scene) {
        return runFx(
                () -> {
                    List<String> texts = new ArrayList<>();
                    scene.getRoot().applyCss();
                    scene.getRoot().layout();
                    for (var node : scene.getRoot().lookupAll(".label")) {
                        if (node instanceof Label label) {
                            texts.add(label.getText());
                        }
                    }
                    for (var node : scene.getRoot().lookupAll(".button")) {
                        texts.add(((Button) node).getText());
                    }
                    return texts;
                });
    }
}
