package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.prefs.Preferences;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.common.words.Language;

/** A window that starts after its run was killed says so, whatever pane is shown. */
class InterruptedRunTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir private Path home;

    private RunDirectory run;
    private Workbench workbench;
    private Stage stage;

    @BeforeEach
    void openTheWindow() throws IOException {
        Preferences english = new MemoryPreferences();
        english.put("language", "en");
        WorkbenchFiles files = StarterCopy.in(home);
        run = new RunDirectory(Files.createDirectories(files.runs().resolve("starter-sft-1")));
        Files.writeString(
                run.record(),
                "{\"format\":1,\"id\":\"x\",\"name\":\"starter-sft-1\",\"state\":\"running\","
                        + "\"created\":\"2026-01-01T00:00:00Z\"}");
        Files.writeString(run.metrics(), "{\"step\":56,\"loss\":1}\n{\"step\":57,\"loss\":1}\n");
        workbench = runFx(() -> new Workbench(new FakeEngine(), files, english));
        stage = show(workbench.root(), 1024, 680);
        doFx(workbench::openDefaults);
        waitUntil("the run is told of", () -> bar().isVisible());
    }

    @AfterEach
    void closeTheWindow() {
        doFx(stage::close);
        workbench.close();
    }

    private Node bar() {
        return stage.getScene().lookup(".interrupted-bar");
    }

    private Button button(String id) {
        return (Button) stage.getScene().lookup(id);
    }

    @Test
    void theRunIsToldOfUntilItIsDismissed() {
        waitUntil(
                "the tokenizer is read",
                () -> workbench.shared().tokenizerProperty().get() != null);
        assertThat(runFx(() -> workbench.train().interrupted().textProperty().get()))
                .isEqualTo("The run starter-sft-1 was interrupted at step 57.");
        assertThat(runFx(() -> button("#continueInterrupted").getText())).isEqualTo("Start again");
        snapshot(stage.getScene(), SCREENSHOTS.resolve("interrupted-run-small.png"));
        doFx(() -> workbench.words().languageProperty().set(Language.CHINESE));
        doFx(() -> workbench.theme().darkProperty().set(true));
        waitForFxEvents();
        snapshot(stage.getScene(), SCREENSHOTS.resolve("interrupted-run-dark-zh-small.png"));
        doFx(() -> workbench.theme().darkProperty().set(false));

        doFx(() -> button("#showInterrupted").fire());
        waitUntil("the run is selected", () -> !workbench.train().runs().selected().isEmpty());
        assertThat(runFx(() -> workbench.window().section())).isEqualTo(Section.TRAIN);
        doFx(() -> button("#dismissInterrupted").fire());
        waitForFxEvents();
        assertThat(runFx(() -> bar().isVisible())).isFalse();
    }

    @Test
    void theNamesInTheHeaderAreWholeInANarrowWindow() {
        waitUntil("the samples are read", () -> workbench.shared().dataProperty().get().complete());
        waitForFxEvents();
        for (Node each : runFx(() -> stage.getScene().getRoot().lookupAll(".header-choice"))) {
            MenuButton choice = (MenuButton) each;
            assertThat(runFx(() -> choice.getWidth()))
                    .as(choice.getText())
                    .isGreaterThanOrEqualTo(runFx(() -> choice.prefWidth(-1)) - 1);
        }
        assertThat(
                        runFx(
                                () -> {
                                    Tooltip whole =
                                            ((Label) stage.getScene().lookup(".header-status"))
                                                    .getTooltip();
                                    return whole.getText();
                                }))
                .isNotEmpty();
    }
}
