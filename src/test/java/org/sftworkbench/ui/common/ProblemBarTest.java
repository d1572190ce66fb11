package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.FxTest;

class ProblemBarTest extends FxTest {
    @Test
    void dismissingItGivesTheFocusBack() {
        ProblemBar bar = runFx(ProblemBar::new);
        TextField written = runFx(TextField::new);
        Stage stage = show(runFx(() -> new VBox(new TextField(), bar, written)), 500, 300);
        doFx(
                () -> {
                    bar.setProblem(Problem.error("Something went wrong."));
                    written.requestFocus();
                });
        waitForFxEvents();
        doFx(
                () -> {
                    Button dismiss =
                            bar.lookupAll(".button").stream()
                                    .filter(Button.class::isInstance)
                                    .map(Button.class::cast)
                                    .findFirst()
                                    .orElseThrow();
                    dismiss.requestFocus();
                    dismiss.fire();
                });
        waitForFxEvents();
        assertThat(bar.getProblem()).isNull();
        assertThat(written.isFocused()).isTrue();
        doFx(stage::close);
    }

    @Test
    void whatIsDoneAboutItGivesTheFocusBackToo() {
        ProblemBar bar = runFx(ProblemBar::new);
        TextField written = runFx(TextField::new);
        Button remedy = runFx(() -> new Button("Read again"));
        Stage stage = show(runFx(() -> new VBox(new TextField(), bar, written)), 500, 300);
        doFx(
                () -> {
                    bar.offer(remedy, bar.problemProperty().isNotNull());
                    remedy.setOnAction(e -> bar.setProblem(null));
                    bar.setProblem(Problem.error("It changed."));
                    written.requestFocus();
                });
        waitForFxEvents();
        doFx(
                () -> {
                    remedy.requestFocus();
                    remedy.fire();
                });
        waitForFxEvents();
        assertThat(written.isFocused()).isTrue();
        doFx(stage::close);
    }
}
