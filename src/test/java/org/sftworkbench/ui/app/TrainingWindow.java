package org.sftworkbench.ui.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.run.RunState;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.train.TrainState;
import org.sftworkbench.ui.train.TrainViewModel;

/** The window with the starter and few rows open, turned to the training pane, and its buttons. */
final class TrainingWindow extends FxTest implements AutoCloseable {
    private static final int ROWS = 16;

    private final Workbench workbench;
    private final TrainViewModel train;
    private final Stage stage;

    private TrainingWindow(Workbench workbench) {
        this.workbench = workbench;
        train = runFx(workbench::train);
        stage = show(workbench.root(), 1360, 860);
    }

    /**
     * @param engine makes the one that is closed with the window
     * @param settings sets up the run
     */
    static TrainingWindow open(
            Path home, Supplier<Engine> engine, Consumer<TrainViewModel> settings)
            throws IOException {
        WorkbenchFiles files = StarterCopy.in(home);
        Path few = home.resolve("few.jsonl");
        try (Stream<String> rows = Files.lines(Path.of("sample-data", "messages.jsonl"))) {
            Files.write(few, rows.limit(ROWS).toList());
        }
        TrainingWindow window =
                new TrainingWindow(
                        runFx(() -> new Workbench(engine.get(), files, new MemoryPreferences())));
        window.fill(few, settings);
        return window;
    }

    private void fill(Path rows, Consumer<TrainViewModel> settings) {
        doFx(workbench::openDefaults);
        waitUntil(
                "the model is loaded", () -> workbench.shared().modelInfoProperty().get() != null);
        doFx(() -> workbench.shared().openData(List.of(rows)));
        waitUntil("few rows are open", () -> train.inputs().rows().size() == ROWS);
        doFx(() -> workbench.window().goTo(Section.TRAIN));
        doFx(() -> settings.accept(train));
        waitUntil("a run can start", () -> train.canStartProperty().get());
    }

    TrainViewModel train() {
        return train;
    }

    Stage stage() {
        return stage;
    }

    /** Starts, whatever the checks warn of. */
    void start() {
        press("Start");
        waitUntil(
                "the run goes on or a question is asked",
                () -> is(TrainState.ASKING) || is(TrainState.RUNNING) || hasEnded());
        if (runFx(() -> is(TrainState.ASKING))) {
            press("Start all the same");
        }
    }

    /** Waits until a run has ended by itself. */
    void awaitEnd() {
        waitUntil("the run has ended", () -> is(TrainState.DONE) || is(TrainState.FAILED));
    }

    private boolean hasEnded() {
        return !train.run().activeProperty().get();
    }

    private boolean is(TrainState state) {
        return train.run().stateProperty().get() == state;
    }

    /** Whether the table lists a run in this state; on the FX thread. */
    boolean lists(RunState state) {
        return train.runs().runs().stream()
                .anyMatch(run -> run.record().orElseThrow().state() == state);
    }

    void press(String text) {
        doFx(button(text)::fire);
    }

    private Button button(String text) {
        return runFx(
                () ->
                        stage.getScene().getRoot().lookupAll(".button").stream()
                                .filter(Button.class::isInstance)
                                .map(Button.class::cast)
                                .filter(b -> text.equals(b.getText()) && isShown(b))
                                .findFirst()
                                .orElseThrow(() -> new AssertionError("no button " + text)));
    }

    private static boolean isShown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        doFx(stage::close);
        workbench.close();
    }
}
