package org.sftworkbench.ui.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
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

    private static String heading(DiffPanel panel) {
        return runFx(() -> ((Label) panel.lookup("#heading")).getText());
    }
}
