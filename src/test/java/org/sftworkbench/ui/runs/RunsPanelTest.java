package org.sftworkbench.ui.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.run.RunState;
import org.sftworkbench.run.StoredRun;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.common.words.Dictionary;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;

/** The table of past runs as it is drawn. */
class RunsPanelTest extends FxTest {
    /** Pixels the panel has in the smallest window. */
    private static final double LEAST_WIDTH = 600;

    private final Words words =
            new Words(
                    Language.ENGLISH,
                    Dictionary.read(List.of(RunsPanel.class.getResource("zh.json"))));
    private final RunsViewModel view = new RunsViewModel(words, Runnable::run, Runnable::run);

    @Test
    void allButtonsAreInSightInTheSmallestWindow() {
        Scene scene = layout(runFx(() -> new RunsPanel(view, words)), LEAST_WIDTH, 260);
        for (Node button : runFx(() -> scene.getRoot().lookupAll(".runs-tools .button"))) {
            assertThat(runFx(() -> button.localToScene(button.getBoundsInLocal()).getMaxX()))
                    .as(button.toString())
                    .isLessThanOrEqualTo(LEAST_WIDTH);
        }
    }

    @Test
    void theQuestionBeforeADeletionIsWholeInTheSmallestWindow(@TempDir Path root)
            throws IOException {
        WrittenRun.at(root, "starter-sft-20261128-142525", 1e-4, RunState.STOPPED);
        RunsPanel panel = runFx(() -> new RunsPanel(view, words));
        doFx(() -> view.rootProperty().set(root));
        Stage stage = show(panel, LEAST_WIDTH, 190);
        doFx(() -> view.selected().setAll(view.runs()));
        doFx(view::askToDelete);
        waitForFxEvents();
        Label question = runFx(() -> (Label) panel.lookup("#questionText"));
        assertThat(runFx(question::getHeight))
                .isGreaterThanOrEqualTo(runFx(() -> question.prefHeight(question.getWidth())));
        doFx(stage::hide);
    }

    @Test
    void thatNothingDiffersIsSaidOnceAndInTheLanguageOfNow() {
        DiffPanel panel = runFx(() -> new DiffPanel(words));
        doFx(() -> panel.show(new ConfigDiff("first", "second", List.of())));
        layout(panel);
        assertThat(heading(panel)).isEqualTo("The two configurations are the same.");
        assertThat(((Label) ((TableView<?>) panel.lookup("#lines")).getPlaceholder()).getText())
                .isEmpty();
        doFx(() -> words.languageProperty().set(Language.CHINESE));
        assertThat(heading(panel)).containsPattern("[\\u4e00-\\u9fff]");
    }

    @Test
    void aSelectedRunStaysMarkedWhenItChangesAndCanBeRenamedOnceMore(@TempDir Path root)
            throws IOException {
        for (String name : List.of("first", "second", "third")) {
            WrittenRun.at(root, name, 1e-4, RunState.STOPPED);
        }
        RunsPanel panel = runFx(() -> new RunsPanel(view, words));
        Stage stage = show(panel, LEAST_WIDTH, 260);
        doFx(() -> view.rootProperty().set(root));
        TableView<StoredRun> table = table(panel);
        doFx(() -> table.getSelectionModel().select(named("second")));
        assertThat(runFx(() -> List.copyOf(view.selected()))).containsExactly(named("second"));

        doFx(() -> view.rename(named("second"), "renamed"));
        assertThat(marked(table)).containsExactly("renamed");
        WrittenRun.at(root, "second", 2e-4, RunState.FINISHED);
        doFx(view::refresh);
        assertThat(marked(table)).containsExactly("second");
        WrittenRun.at(root, "fourth", 2e-4, RunState.FINISHED);
        doFx(view::refresh);
        assertThat(runFx(table::getItems)).hasSize(4);
        assertThat(marked(table)).containsExactly("second");

        doFx(() -> ((Button) panel.lookup("#rename")).fire());
        waitForFxEvents();
        assertThat(runFx(() -> table.getEditingCell().getRow()))
                .isEqualTo(runFx(() -> table.getItems().indexOf(named("second"))));
        doFx(stage::hide);
    }

    @Test
    void aDeletionIsAskedForAndAnsweredFromTheKeyboard(@TempDir Path root) throws IOException {
        for (String name : List.of("first", "second")) {
            WrittenRun.at(root, name, 1e-4, RunState.STOPPED);
        }
        RunsPanel panel = runFx(() -> new RunsPanel(view, words));
        Stage stage = show(panel, LEAST_WIDTH, 260);
        doFx(() -> view.rootProperty().set(root));
        TableView<StoredRun> table = table(panel);
        doFx(
                () -> {
                    table.requestFocus();
                    table.getSelectionModel().select(named("second"));
                });
        press(stage, KeyCode.DELETE);
        assertThat(runFx(() -> panel.lookup("#question").isVisible())).isTrue();
        assertThat(runFx(() -> stage.getScene().getFocusOwner()))
                .as("Enter alone deletes nothing")
                .isSameAs(panel.lookup("#keep"));
        press(stage, KeyCode.ESCAPE);
        assertThat(runFx(() -> panel.lookup("#question").isVisible())).isFalse();
        assertThat(runFx(() -> stage.getScene().getFocusOwner())).isSameAs(table);

        doFx(() -> panel.lookup("#delete").requestFocus());
        doFx(() -> ((Button) panel.lookup("#delete")).fire());
        doFx(() -> ((Button) panel.lookup(".runs-question .danger")).fire());
        waitForFxEvents();
        assertThat(runFx(() -> view.runs())).extracting(StoredRun::name).containsExactly("first");
        assertThat(runFx(() -> stage.getScene().getFocusOwner())).isSameAs(table);
        doFx(stage::hide);
    }

    @Test
    void aRunOutOfSightIsRenamedWhereTheTypedGoes(@TempDir Path root) throws IOException {
        for (int i = 0; i < 40; i++) {
            WrittenRun.at(root, "run-" + i, 1e-4, RunState.STOPPED);
        }
        RunsPanel panel = runFx(() -> new RunsPanel(view, words));
        Stage stage = show(panel, LEAST_WIDTH, 260);
        doFx(() -> view.rootProperty().set(root));
        TableView<StoredRun> table = table(panel);
        doFx(() -> table.getSelectionModel().select(39));
        doFx(() -> ((Button) panel.lookup("#rename")).fire());
        waitForFxEvents();
        Node input = runFx(() -> stage.getScene().getFocusOwner());
        assertThat(input).isInstanceOf(TextField.class);
        press(stage, KeyCode.ESCAPE);
        assertThat(runFx(() -> stage.getScene().getFocusOwner())).isSameAs(table);

        press(stage, KeyCode.F2);
        assertThat(runFx(() -> stage.getScene().getFocusOwner())).isInstanceOf(TextField.class);
        doFx(stage::hide);
    }

    @Test
    void theFocusComesBackFromAComparison(@TempDir Path root) throws IOException {
        for (String name : List.of("first", "second")) {
            WrittenRun.at(root, name, 1e-4, RunState.STOPPED);
        }
        RunsPanel panel = runFx(() -> new RunsPanel(view, words));
        Stage stage = show(panel, LEAST_WIDTH, 260);
        doFx(() -> view.rootProperty().set(root));
        waitUntil("both are listed", () -> view.runs().size() == 2);
        doFx(() -> view.selected().setAll(view.runs()));
        Node compare = panel.lookup("#compare");
        waitUntil("they can be compared", () -> !compare.isDisabled());
        doFx(compare::requestFocus);
        doFx(view::compare);
        waitUntil("the focus is there", () -> stage.getScene().getFocusOwner() != compare);
        doFx(view::closeComparison);
        waitUntil("it is back", () -> stage.getScene().getFocusOwner() == compare);
        doFx(stage::hide);
    }

    private void press(Stage stage, KeyCode key) {
        pressKey(runFx(() -> stage.getScene().getFocusOwner()), key);
    }

    @Test
    void theOnlyRunOfAllStaysMarked(@TempDir Path root) throws IOException {
        WrittenRun.at(root, "only", 1e-4, RunState.STOPPED);
        RunsPanel panel = runFx(() -> new RunsPanel(view, words));
        layout(panel, LEAST_WIDTH, 260);
        doFx(() -> view.rootProperty().set(root));
        TableView<StoredRun> table = table(panel);
        doFx(() -> table.getSelectionModel().select(0));
        doFx(() -> view.rename(view.runs().get(0), "renamed"));
        assertThat(marked(table)).containsExactly("renamed");
        assertThat(runFx(() -> view.selected().get(0).name())).isEqualTo("renamed");
    }

    @Test
    void theOrderThatWasChosenStaysWhenTheDiskIsLookedAtAgain(@TempDir Path root)
            throws IOException {
        for (String name : List.of("b", "c", "a")) {
            WrittenRun.at(root, name, 1e-4, RunState.STOPPED);
        }
        RunsPanel panel = runFx(() -> new RunsPanel(view, words));
        layout(panel, LEAST_WIDTH, 260);
        doFx(() -> view.rootProperty().set(root));
        TableView<StoredRun> table = table(panel);
        doFx(() -> table.getSortOrder().setAll(List.of(table.getColumns().get(1))));
        WrittenRun.at(root, "aa", 1e-4, RunState.STOPPED);
        doFx(view::refresh);
        assertThat(runFx(table::getItems))
                .extracting(StoredRun::name)
                .containsExactly("a", "aa", "b", "c");
    }

    @Test
    void theRunUnderWayShowsWhatItIsAtAndThatItIsPaused(@TempDir Path root) throws IOException {
        WrittenRun.at(root, "one", 1e-4, RunState.RUNNING);
        RunsPanel panel = runFx(() -> new RunsPanel(view, words));
        Stage stage = show(panel, 1300, 260);
        doFx(() -> view.rootProperty().set(root));
        drawnAnew();
        assertThat(texts(panel, ".figure-cell")).contains("5", "1.5");

        Path run = root.resolve(".").resolve("one");
        doFx(() -> view.goesOn(new LiveRun(run, false, Map.of("step", 181.0, "loss", 0.0128))));
        drawnAnew();
        assertThat(texts(panel, ".figure-cell")).contains("181", "0.0128").doesNotContain("5");
        doFx(() -> view.goesOn(new LiveRun(run, true, Map.of("step", 182.0))));
        drawnAnew();
        assertThat(texts(panel, ".run-state")).containsExactly("paused");
        doFx(() -> view.goesOn(new LiveRun(run, false, Map.of("step", 183.0))));
        drawnAnew();
        assertThat(texts(panel, ".run-state")).doesNotContain("paused");

        WrittenRun.at(root, "one", 1e-4, RunState.FINISHED);
        doFx(view::isOver);
        drawnAnew();
        assertThat(texts(panel, ".run-state")).containsExactly("finished");
        assertThat(texts(panel, ".figure-cell")).contains("5").doesNotContain("183");
        doFx(stage::hide);
    }

    private static List<String> texts(RunsPanel panel, String selector) {
        return runFx(
                () ->
                        panel.lookupAll(selector).stream()
                                .map(Labeled.class::cast)
                                .map(Labeled::getText)
                                .filter(text -> text != null && !text.isEmpty())
                                .toList());
    }

    @SuppressWarnings("unchecked")
    private static TableView<StoredRun> table(RunsPanel panel) {
        return runFx(() -> (TableView<StoredRun>) panel.lookup("#table"));
    }

    private static List<String> marked(TableView<StoredRun> table) {
        return runFx(
                () ->
                        table.getSelectionModel().getSelectedItems().stream()
                                .map(StoredRun::name)
                                .toList());
    }

    private StoredRun named(String name) {
        return view.runs().stream()
                .filter(run -> run.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String heading(DiffPanel panel) {
        return runFx(() -> ((Label) panel.lookup("#heading")).getText());
    }
}
