package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.prefs.Preferences;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunMarker;
import org.sftworkbench.run.StoredRun;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;

/** A run that is double-clicked is shown in the whole window, ready to be chatted with. */
class OpenRunTest extends FxTest {
    private static final String STEP =
            "{\"step\":1,\"epoch\":0.5,\"loss\":6.2,\"loss_all\":6.8,\"learning_rate\":2.0E-5,"
                    + "\"grad_norm\":6.0,\"mean_token_accuracy\":0.31,\"entropy\":4.6,"
                    + "\"stop_probability\":0.1,\"num_supervised_tokens\":100,\"num_tokens\":295,"
                    + "\"tokens_per_second\":161.7,\"memory_bytes\":376016896,"
                    + "\"elapsed_seconds\":1.8}\n";

    @TempDir private Path home;
    @TempDir private Path elsewhere;

    private Workbench workbench;
    private Stage stage;

    @BeforeEach
    void openTheWindow() {
        Preferences english = new MemoryPreferences();
        english.put("language", "en");
        WorkbenchFiles files = StarterCopy.in(home);
        workbench = runFx(() -> new Workbench(new FakeEngine(), files, english));
        stage = show(workbench.root(), 1024, 680);
    }

    @AfterEach
    void closeTheWindow() {
        doFx(stage::close);
        workbench.close();
    }

    @Test
    void aRunFromAnywhereIsSelectedInTheListAndDrawnAndItsModelCanBeOpened() throws IOException {
        RunDirectory run = new RunDirectory(Files.createDirectory(elsewhere.resolve("usb stick")));
        Files.writeString(
                run.record(),
                "{\"format\":1,\"id\":\"x\",\"name\":\"from a friend\",\"state\":\"finished\","
                        + "\"created\":\"2026-01-01T00:00:00Z\"}");
        Files.writeString(run.metrics(), STEP);
        RunMarker.put(run);

        doFx(() -> workbench.open(List.of(run.path().resolve("open.sftrun"))));
        waitUntil("the run is selected", () -> !workbench.train().runs().selected().isEmpty());

        assertThat(runFx(() -> workbench.window().section())).isEqualTo(Section.TRAIN);
        StoredRun selected = runFx(() -> workbench.train().runs().selected().get(0));
        assertThat(selected.directory().path()).isEqualTo(run.path());
        assertThat(runFx(() -> workbench.train().runs().readableProperty().get())).isTrue();
        waitUntil(
                "its loss is drawn",
                () ->
                        workbench.train().runs().overlays().of(run).stream()
                                .anyMatch(drawn -> drawn.history().last().containsKey("loss")));
        snapshot(stage.getScene(), Path.of("target", "screenshots", "open-run.png"));
        assertThat(runFx(() -> stage.getScene().lookup(".table-view")))
                .isInstanceOfSatisfying(
                        TableView.class, table -> assertThat(table.isVisible()).isTrue());
    }
}
