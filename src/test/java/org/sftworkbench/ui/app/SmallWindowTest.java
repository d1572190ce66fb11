package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;

/** A small window shows all of its width, whatever it has to tell. */
class SmallWindowTest extends StarterWindow {
    private static final EngineStatus LONGEST =
            EngineStatus.training(Words.key("Training, step {0} of {1}"), "10,321", "136,036")
                    .with(true, 12);

    @TempDir private Path home;

    private Label label(String id) {
        return runFx(() -> (Label) stage.getScene().lookup(id));
    }

    private void tell(Words words) {
        Label status = label("#status");
        Label figures = label("#dataFigures");
        doFx(
                () -> {
                    status.textProperty().unbind();
                    status.setText(LONGEST.in(words));
                    figures.setText(words.say("{0}, {1} % read", "1,234,567 rows", 12));
                });
    }

    @Test
    void nothingIsWiderThanTheWindowWithTheLongestStatus() {
        open(home);
        resize(stage, 1024, 680);
        for (Language language : Language.values()) {
            doFx(() -> workbench.words().languageProperty().set(language));
            tell(workbench.words());
            for (Section section : Section.values()) {
                doFx(() -> workbench.window().goTo(section));
                waitForFxEvents();
                drawnAnew();
                Region content =
                        (Region) runFx(() -> workbench.window().panes().of(section).orElseThrow());
                for (Node node : List.of(content, label("#status"), theme())) {
                    assertThat(rightEdge(node))
                            .as(section + " in " + language + ": " + node)
                            .isLessThanOrEqualTo(1024);
                }
            }
            Label status = label("#status");
            assertThat(runFx(() -> status.getTooltip().getText()))
                    .isEqualTo(LONGEST.in(workbench.words()));
            assertThat(runFx(status::getWidth))
                    .as("as much of it as there is room for")
                    .isGreaterThan(250);
        }
    }

    @Test
    void theTitleOfAnEditedTemplateIsNotCut() {
        open(home);
        resize(stage, 1024, 680);
        Labeled title = (Labeled) runFx(() -> stage.getScene().lookup("#sourceTitle"));
        Node edited = runFx(() -> stage.getScene().lookup("#templateEdited"));
        doFx(
                () -> {
                    workbench.template().template().replace("{{ messages }}");
                    workbench.window().goTo(Section.TEMPLATE);
                });
        waitUntil("the mark is shown", edited::isVisible);
        drawnAnew();
        assertThat(runFx(() -> shownOf(title))).isEqualTo(title.getText());
    }

    private static String shownOf(Labeled label) {
        return ((Text) label.lookup(".text")).getText();
    }

    private Node theme() {
        return runFx(() -> stage.getScene().lookup("#theme"));
    }

    private static double rightEdge(Node node) {
        return runFx(() -> node.localToScene(node.getLayoutBounds()).getMaxX());
    }
}
