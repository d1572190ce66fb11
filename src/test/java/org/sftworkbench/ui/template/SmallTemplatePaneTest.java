package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.SplitPane;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.common.words.Language;

/** The pane as it stands in a window of 1024 by 680. */
class SmallTemplatePaneTest extends PaneTest {
    private static final String TEMPLATE =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                    + "{% endfor %}";

    @TempDir private Path directory;

    @BeforeEach
    void openARow() {
        open(
                TEMPLATE,
                Rows.inFile(
                                directory.resolve("rows.json"),
                                Rows.row(1, "Where does Vince live?", "Vince lives in Venice."))
                        .get(0));
        resize(919, 608);
    }

    @Test
    void editingAMessageMovesNeitherTheDividerNorTheMessage() {
        for (Language language : Language.values()) {
            doFx(() -> model.words().languageProperty().set(language));
            settled();
            SplitPane split = (SplitPane) find("#split");
            double divider = runFx(() -> split.getDividerPositions()[0]);
            Point2D message = runFx(this::firstMessage);
            doFx(() -> model.conversation().messages().get(0).contentProperty().set("Where?"));
            settled();
            assertThat(runFx(() -> isShown(find("#rowEdited")))).isTrue();
            assertThat(runFx(() -> split.getDividerPositions()[0]))
                    .as(language.toString())
                    .isEqualTo(divider);
            assertThat(runFx(this::firstMessage)).isEqualTo(message);
            doFx(() -> model.conversation().reset());
            settled();
        }
    }

    @Test
    void headingsAreWholeWhileTheTemplateHasAnErrorAndATokenIsPainted() {
        for (Language language : Language.values()) {
            doFx(() -> model.words().languageProperty().set(language));
            settled();
            doFx(() -> model.painting().paint(4, 5, true));
            doFx(() -> model.template().replace(TEMPLATE + "{% if"));
            settled();
            assertThat(runFx(() -> isShown(find("#stale")))).isTrue();
            assertThat(runFx(() -> isShown(find("#paintedKey")))).isTrue();
            for (Node title :
                    runFx(() -> List.copyOf(scene().getRoot().lookupAll(".section-title")))) {
                assertThat(runFx(() -> ((Text) title.lookup(".text")).getText()))
                        .isEqualTo(((Labeled) title).getText());
            }
            picture("template-small-error");
            doFx(() -> model.template().reset());
            settled();
        }
    }

    @Test
    void theToolsStayWithinTheirSectionHoweverNarrowItIs() {
        doFx(() -> model.painting().paint(4, 5, true));
        for (Language language : Language.values()) {
            doFx(() -> model.words().languageProperty().set(language));
            for (double divider : new double[] {0.44, 0.55, 1}) {
                doFx(() -> ((SplitPane) find("#split")).setDividerPositions(divider));
                settled();
                drawnAnew();
                assertThat(runFx(() -> isShown(find("#clearPainting")))).isTrue();
                Bounds section = runFx(() -> onScene(find(".token-tools").getParent()));
                for (String each :
                        List.of(
                                "#paintedKey",
                                "#trainedKey",
                                ".search-bar",
                                "#paint",
                                "#clearPainting",
                                "#compare",
                                "#copy",
                                ".token-flow",
                                ".details-section")) {
                    Bounds tool = runFx(() -> onScene(find(each)));
                    assertThat(section.contains(tool))
                            .as("%s in %s at %s: %s in %s", each, language, divider, tool, section)
                            .isTrue();
                }
                assertThat(runFx(() -> onScene(find(".token-flow")).getHeight())).isGreaterThan(60);
            }
        }
    }

    private Point2D firstMessage() {
        return find(".message-card").localToScene(0, 0);
    }

    private static Bounds onScene(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }
}
