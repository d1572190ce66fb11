package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.ui.common.grid.CellGrid;
import org.sftworkbench.ui.learn.SetUpState;
import org.sftworkbench.ui.train.TrainState;

class WindowKeysTest extends StarterWindow {
    @TempDir private Path home;

    private void press(String key) {
        doFx(() -> stage.getScene().getAccelerators().get(KeyCombination.valueOf(key)).run());
    }

    private TrainState state() {
        return workbench.train().run().stateProperty().get();
    }

    @Test
    void aRunIsStartedPausedAndResumedInTheTrainPaneOnly() {
        open(home);
        waitUntil("a run can start", () -> workbench.train().canStartProperty().get());
        doFx(() -> workbench.window().goTo(Section.CHAT));
        press("F5");
        assertThat(runFx(this::state)).isEqualTo(TrainState.IDLE);

        doFx(() -> workbench.window().goTo(Section.TRAIN));
        press("F5");
        waitUntil("it runs", () -> state() == TrainState.RUNNING);
        press("F5");
        waitUntil("it is paused", () -> state() == TrainState.PAUSED);
        press("F5");
        waitUntil("it goes on", () -> state() == TrainState.RUNNING);
        doFx(workbench.train()::stop);
        waitUntil("it is over", () -> !workbench.train().run().activeProperty().get());
    }

    private Node focused() {
        return runFx(() -> stage.getScene().getFocusOwner());
    }

    @Test
    void whoTurnsToAPaneByAKeyGoesOnThereByKeys() {
        open(home);
        press("Shortcut+4");
        assertThat(focused()).as("one types").isSameAs(workbench.root().lookup("#question"));

        press("Shortcut+2");
        assertThat(focused()).as("not on what a key would change").isInstanceOf(CellGrid.class);
        press("Shortcut+1");
        assertThat(focused()).isSameAs(workbench.root().lookup(".token-lines"));

        Node train = runFx(() -> workbench.window().panes().of(Section.TRAIN).orElseThrow());
        press("Shortcut+3");
        assertThat(parents(focused())).contains(train);
        Node smoothing = runFx(() -> train.lookup(".slider"));
        doFx(smoothing::requestFocus);

        press("Shortcut+6");
        assertThat(focused()).as("one chooses").isSameAs(workbench.root().lookup("#lessons"));
        press("Shortcut+3");
        assertThat(focused()).as("one goes on where one was").isSameAs(smoothing);
        press("Shortcut+3");
        assertThat(focused()).as("one is there").isSameAs(smoothing);
    }

    @Test
    void aRunThatIsGoneOnWithIsNotStoppedByTheNextKey() {
        open(home);
        waitUntil("a run can start", () -> workbench.train().canStartProperty().get());
        doFx(() -> workbench.train().start());
        press("Shortcut+4");
        press("Shortcut+3");
        assertThat(focused()).isSameAs(workbench.root().lookup("#courseTabs"));
        doFx(workbench.train()::stop);
        waitUntil("it is over", () -> !workbench.train().run().activeProperty().get());
    }

    @Test
    void whoTurnsToAPaneByAKeySeesWhereTheKeyboardIs() {
        open(home);
        waitUntil("a run can start", () -> workbench.train().canStartProperty().get());
        press("Shortcut+3");
        Button start = runFx(() -> (Button) workbench.root().lookup("#start"));
        assertThat(focused()).isSameAs(start);
        assertThat(runFx(() -> start.getPseudoClassStates().toString())).contains("focus-visible");
        press("Shortcut+1");
        assertThat(runFx(() -> start.getPseudoClassStates().toString()))
                .doesNotContain("focus-visible");
    }

    private static List<Node> parents(Node node) {
        return Stream.<Node>iterate(node, each -> each != null, Node::getParent).toList();
    }

    @Test
    void enterDoesWhatIsNextForTheLessonThatIsChosenInTheList() {
        open(home);
        press("Shortcut+6");
        Node lessons = focused();
        pressKey(lessons, KeyCode.DOWN);
        pressKey(lessons, KeyCode.ENTER);
        waitUntil("it is set up", () -> workbench.learn().stateProperty().get() == SetUpState.SET);
        pressKey(lessons, KeyCode.ENTER);
        assertThat(runFx(() -> workbench.window().section())).isEqualTo(Section.TEMPLATE);

        Button[] turns =
                runFx(
                        () ->
                                workbench.root().lookupAll(".lesson-strip .button-icon").stream()
                                        .limit(2)
                                        .toArray(Button[]::new));
        doFx(turns[1]::requestFocus);
        while (!runFx(() -> turns[1].isDisabled())) {
            doFx(turns[1]::fire);
            waitForFxEvents();
        }
        assertThat(focused()).as("not on what leaves the pane").isSameAs(turns[0]);
        while (!runFx(() -> turns[0].isDisabled())) {
            doFx(turns[0]::fire);
            waitForFxEvents();
        }
        assertThat(focused()).isSameAs(turns[1]);
    }

    @Test
    void dataFilesHaveAKeyToBeOpenedBy() {
        open(home);
        assertThat(runFx(() -> stage.getScene().getAccelerators()))
                .containsKey(KeyCombination.valueOf("Shortcut+O"));
    }
}
