package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.engine.LocalEngine;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.common.grid.CellGrid;
import org.sftworkbench.ui.common.grid.GridPosition;
import org.sftworkbench.ui.template.RenderState;
import org.sftworkbench.ui.train.TrainState;

/** The whole window with a real engine, the starter's tokenizer and the sample data. */
class WorkbenchTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir private Path home;

    private Workbench workbench;
    private Stage stage;

    @BeforeEach
    void openTheWindow() {
        WorkbenchFiles files = StarterCopy.in(home);
        workbench = runFx(() -> new Workbench(new LocalEngine(), files, new MemoryPreferences()));
        stage = show(workbench.root(), 1360, 860);
        doFx(workbench::openDefaults);
        waitUntil(
                "the model is loaded", () -> workbench.shared().modelInfoProperty().get() != null);
        waitUntil(
                "the first row is rendered",
                () ->
                        workbench.template().stateProperty().get() == RenderState.CURRENT
                                && workbench.template().exampleProperty().get().tokens().size()
                                        > 1);
    }

    @AfterEach
    void closeTheWindow() {
        doFx(stage::close);
        workbench.close();
    }

    @Test
    void picturesOfTheTemplatePane() {
        doFx(() -> workbench.template().conversation().rowIndexProperty().set(212));
        settle();
        picture("window-template");
    }

    @Test
    void picturesOfTheLabelsPane() {
        doFx(
                () -> {
                    workbench.window().goTo(Section.LABELS);
                    workbench.labels().choose(List.copyOf(workbench.shared().rows().subList(1, 4)));
                });
        settle();
        doFx(
                () -> {
                    CellGrid grid = (CellGrid) scene().lookup(".cell-grid");
                    int predicting =
                            workbench
                                    .labels()
                                    .gridProperty()
                                    .get()
                                    .blocks()
                                    .get(0)
                                    .links()
                                    .get(0)
                                    .fromColumn();
                    grid.selectedProperty().set(new GridPosition(0, 0, predicting));
                });
        picture("window-labels");
    }

    @Test
    void aRunIsDrawnSavedAndOfferedToTheChat() throws Exception {
        doFx(
                () -> {
                    workbench.window().goTo(Section.TRAIN);
                    workbench.train().form().byStepsProperty().set(true);
                    workbench.train().form().steps().textProperty().set("24");
                    workbench.train().probe().every().textProperty().set("8");
                });
        waitUntil("the rows are encoded", () -> workbench.train().canStartProperty().get());
        doFx(workbench.train()::start);
        waitUntil("half the run is done", () -> workbench.train().steps().size() >= 12);
        picture("window-train-running");
        waitUntil(
                "the run is done",
                () -> workbench.train().stateProperty().get() == TrainState.DONE);
        doFx(() -> ((CheckBox) scene().lookup("#smooth")).setSelected(true));
        picture("window-train");

        Path checkpoint = runFx(() -> workbench.shared().lastCheckpointProperty().get());
        assertThat(checkpoint).startsWith(home.resolve("runs"));
        assertThat(list(checkpoint))
                .contains(
                        "config.json",
                        "generation_config.json",
                        "model.safetensors",
                        "tokenizer.json",
                        "tokenizer_config.json");
    }

    private void picture(String name) {
        settle();
        snapshot(scene(), SCREENSHOTS.resolve(name + "-light.png"));
        doFx(() -> workbench.theme().darkProperty().set(true));
        settle();
        snapshot(scene(), SCREENSHOTS.resolve(name + "-dark.png"));
        doFx(
                () -> {
                    workbench.theme().darkProperty().set(false);
                    stage.setWidth(1024);
                    stage.setHeight(680);
                });
        settle();
        snapshot(scene(), SCREENSHOTS.resolve(name + "-small.png"));
        doFx(
                () -> {
                    stage.setWidth(1360);
                    stage.setHeight(860);
                });
        settle();
    }

    /** Lets pauses in typing pass and layouts come to rest. */
    private static void settle() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        waitForFxEvents();
    }

    private Scene scene() {
        return stage.getScene();
    }

    private static List<String> list(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
