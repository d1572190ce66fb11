package org.sftworkbench.ui.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Spinner;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.PackingStrategy;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.grid.CellGrid;
import org.sftworkbench.ui.common.grid.GridPosition;
import org.sftworkbench.ui.common.words.Dictionary;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;

class LabelsPaneTest extends FxTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final FakeEngine engine = new FakeEngine();
    private final Words words =
            new Words(
                    Language.ENGLISH,
                    Dictionary.read(List.of(LabelsPane.class.getResource("zh.json"))));
    private final LabelsViewModel view =
            new LabelsViewModel(engine, Runnable::run, Runnable::run, words);

    /** Every view in both themes, both languages and two sizes. */
    @Test
    void theViewsAreDrawnInBothThemesLanguagesAndSizes() {
        LabelsPane pane = pane();
        Scene scene = layout(pane, 1290, 800);
        doFx(
                () -> {
                    view.choice().resize(4);
                    view.modelDirectoryProperty().set(Path.of("model"));
                    view.score();
                    engine.task(0).tell(Answers.varied(engine.commands().get(0)));
                    CellGrid grid = (CellGrid) scene.lookup(".cell-grid");
                    int predicting =
                            view.gridProperty().get().blocks().get(0).links().get(0).fromColumn();
                    grid.selectedProperty().set(new GridPosition(0, 0, predicting));
                    grid.showColumn(predicting + 4);
                });
        assertThat(runFx(() -> scene.lookup(".guess-bar").isVisible())).isTrue();
        pictures(scene, "padded", 0, 2);
        doFx(
                () -> {
                    words.languageProperty().set(Language.CHINESE);
                    view.conventionProperty().set(LabelConvention.ALIGNED);
                    view.form().sideProperty().set(PaddingSide.LEFT);
                    view.positionsShownProperty().set(true);
                    view.maskShownProperty().set(true);
                });
        theme(true);
        pictures(scene, "left-zh-dark", 0);
        theme(false);
        doFx(
                () -> {
                    words.languageProperty().set(Language.ENGLISH);
                    view.conventionProperty().set(LabelConvention.SHIFTED);
                    view.form().maskProperty().set(MaskChoice.ASSISTANT);
                    view.form().layoutProperty().set(BatchLayout.PACKED);
                    view.form().maxLength().textProperty().set("64");
                    view.score();
                    engine.task(1).tell(Answers.varied(engine.commands().get(1)));
                    engine.task(2).tell(Answers.varied(engine.commands().get(2)));
                    view.attention().leakShownProperty().set(true);
                    ((AttentionMap) scene.lookup(".attention-map"))
                            .selectedProperty()
                            .set(new AttentionCell(40, 4));
                });
        pictures(scene, "packed", 0, 1, 2);
        theme(true);
        doFx(() -> words.languageProperty().set(Language.CHINESE));
        pictures(scene, "packed-zh-dark", 1, 2);
        theme(false);
        doFx(
                () -> {
                    words.languageProperty().set(Language.ENGLISH);
                    scene.setRoot(new Group());
                });
        Scene narrow = layout(pane, 950, 610);
        pictures(narrow, "small", 0, 1, 2);

        assertThat(SCREENSHOTS.resolve("labels-padded-0.png")).isNotEmptyFile();
        assertThat(SCREENSHOTS.resolve("labels-small-2.png")).isNotEmptyFile();
    }

    private static void pictures(Scene scene, String name, int... tabs) {
        for (int tab : tabs) {
            doFx(
                    () -> {
                        TabPane views = (TabPane) scene.lookup("#tabs");
                        views.getSelectionModel().select(tab);
                        scene.getRoot().applyCss();
                        scene.getRoot().layout();
                    });
            waitForFxEvents();
            snapshot(scene, SCREENSHOTS.resolve("labels-" + name + "-" + tab + ".png"));
        }
    }

    @Test
    void aClickOnACellGivesItTheArrowKeys() {
        Scene scene = layout(pane());
        int tab = 0;
        for (String drawn : List.of(".cell-grid", ".attention-map")) {
            int now = tab++;
            doFx(
                    () -> {
                        ((TabPane) scene.lookup("#tabs")).getSelectionModel().select(now);
                        scene.getRoot().applyCss();
                        scene.getRoot().layout();
                    });
            waitForFxEvents();
            doFx(
                    () ->
                            ((Parent) scene.lookup(drawn))
                                    .getChildrenUnmodifiable().stream()
                                            .filter(Canvas.class::isInstance)
                                            .forEach(LabelsPaneTest::pressOn));
            assertThat(runFx(scene::getFocusOwner)).isEqualTo(runFx(() -> scene.lookup(drawn)));
        }
    }

    private static void pressOn(Node node) {
        node.fireEvent(
                new MouseEvent(
                        MouseEvent.MOUSE_PRESSED,
                        1,
                        1,
                        1,
                        1,
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        true,
                        false,
                        true,
                        null));
    }

    @Test
    void theTableOfLossesIsWholeInASmallWindow() {
        Scene scene = layout(pane(), 919, 608);
        for (Language language : Language.values()) {
            doFx(
                    () -> {
                        words.languageProperty().set(language);
                        ((TabPane) scene.lookup("#tabs")).getSelectionModel().select(2);
                        scene.getRoot().applyCss();
                        scene.getRoot().layout();
                    });
            waitForFxEvents();
            List<Labeled> cells =
                    runFx(
                            () ->
                                    ((Parent) scene.lookup(".loss-kinds"))
                                            .getChildrenUnmodifiable().stream()
                                                    .filter(Label.class::isInstance)
                                                    .map(Labeled.class::cast)
                                                    .toList());
            assertThat(cells).hasSizeGreaterThan(30);
            for (Labeled cell : cells) {
                assertThat(runFx(() -> ((Text) cell.lookup(".text")).getText()))
                        .isEqualTo(cell.getText());
            }
        }
    }

    @Test
    void thePointedCellOfTheMatrixIsExplained() {
        Scene scene = layout(pane());
        doFx(
                () -> {
                    ((TabPane) scene.lookup("#tabs")).getSelectionModel().select(1);
                    view.form().layoutProperty().set(BatchLayout.PADDING_FREE);
                    AttentionMap map = (AttentionMap) scene.lookup(".attention-map");
                    map.selectedProperty().set(new AttentionCell(1, 0));
                    map.fireEvent(key(KeyCode.END));
                    map.fireEvent(key(KeyCode.UP));
                });

        assertThat(view.attention().pointedProperty().get()).isEqualTo(new AttentionCell(0, 1));
        assertThat(view.attention().explanationProperty().get())
                .startsWith("Token 0 ")
                .contains("does not see")
                .contains("attention looks left only");
    }

    /**
     * As when a lesson chooses it before the pane has been seen, and the window is made smaller.
     */
    @Test
    void theChosenRowIsInSightWhateverHeightTheListTakes() {
        LabelsPane pane = pane();
        doFx(
                () -> {
                    view.rows()
                            .setAll(
                                    IntStream.rangeClosed(1, 300)
                                            .mapToObj(n -> Rows.row(n, "Question " + n, "Yes."))
                                            .toList());
                    view.choice().choose(List.of(view.rows().get(251)));
                });
        Scene scene = layout(pane, 1290, 800);
        assertThat(isWhole(scene, 252)).isTrue();

        doFx(
                () -> {
                    pane.resize(950, 430);
                    pane.layout();
                });

        assertThat(isWhole(scene, 252)).isTrue();
    }

    @Test
    void aColumnAskedForBeforeTheGridHasASizeIsShownWhenItHas() {
        pane();
        CellGrid grid =
                runFx(
                        () -> {
                            view.choice().resize(4);
                            CellGrid fresh = new CellGrid();
                            fresh.setContent(view.gridProperty().get());
                            fresh.showColumn(0);
                            return fresh;
                        });
        layout(grid, 300, 300);

        assertThat(runFx(() -> scrolled(grid))).isZero();
        doFx(() -> grid.showColumn(grid.getContent().columns() - 1));
        assertThat(runFx(() -> scrolled(grid))).isPositive();
    }

    private static double scrolled(CellGrid grid) {
        return grid.lookupAll(".scroll-bar").stream()
                .map(ScrollBar.class::cast)
                .filter(bar -> bar.getOrientation() == Orientation.HORIZONTAL)
                .mapToDouble(ScrollBar::getValue)
                .sum();
    }

    private static boolean isWhole(Scene scene, int number) {
        waitForFxEvents();
        return runFx(
                () -> {
                    scene.getRoot().layout();
                    ListView<?> list = (ListView<?>) scene.lookup("#rowList");
                    Bounds around = list.localToScene(list.getLayoutBounds());
                    return list.lookupAll(".list-cell").stream()
                            .map(ListCell.class::cast)
                            .filter(cell -> cell.isVisible() && !cell.isEmpty())
                            .filter(cell -> ((DataRow) cell.getItem()).number() == number)
                            .map(cell -> cell.localToScene(cell.getLayoutBounds()))
                            .anyMatch(around::contains);
                });
    }

    private static KeyEvent key(KeyCode code) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
    }

    @Test
    void whatIsInFrontFollowsThePaneAndLeadsIt() {
        Scene scene = layout(pane());
        TabPane tabs = (TabPane) scene.lookup("#tabs");
        doFx(() -> tabs.getSelectionModel().select(1));
        assertThat(view.inFrontProperty().get()).isEqualTo(BatchView.ATTENTION);
        doFx(() -> view.inFrontProperty().set(BatchView.TOKENS));
        assertThat(runFx(() -> tabs.getSelectionModel().getSelectedIndex())).isZero();
    }

    @Test
    void theSwitchesChangeTheBatchInPlace() {
        Scene scene = layout(pane());
        int padded = view.batchProperty().get().cells();

        doFx(((ToggleButton) scene.lookup("#packed"))::fire);
        doFx(() -> ((TextField) scene.lookup("#maxLength")).setText("60"));

        assertThat(view.batchProperty().get().cells()).isLessThan(padded);
        assertThat(view.batchProperty().get().settings().length().maxLength()).isEqualTo(60);
        assertThat(scene.lookup("#sides").isVisible()).isFalse();
        assertThat(((Label) scene.lookup("#summary")).getText())
                .contains("packs of at most 60 tokens, best fit decreasing (bfd)");
        doFx(((ToggleButton) scene.lookup("#firstFit"))::fire);
        assertThat(view.batchProperty().get().settings().packing()).isEqualTo(PackingStrategy.FFD);
        assertThat(((Label) scene.lookup("#summary")).getText()).contains("(ffd)");

        doFx(((ToggleButton) scene.lookup("#padded"))::fire);
        doFx(((ToggleButton) scene.lookup("#left"))::fire);
        doFx(((ToggleButton) scene.lookup("#keepEnd"))::fire);
        assertThat(view.batchProperty().get().settings().side()).isEqualTo(PaddingSide.LEFT);
        assertThat(view.batchProperty().get().settings().length().overlong())
                .isEqualTo(LengthPolicy.Overlong.KEEP_END);
    }

    @Test
    void pickingRowsInTheListMakesThemTheBatch() {
        Scene scene = layout(pane());
        doFx(
                () -> {
                    ListView<?> list = (ListView<?>) scene.lookup("#rowList");
                    list.getSelectionModel().clearSelection();
                    list.getSelectionModel().selectIndices(1, 3);
                });

        assertThat(view.chosen()).extracting(DataRow::number).containsExactly(2, 4);
        assertThat(((Spinner<?>) scene.lookup("#size")).getValue()).isEqualTo(2);
    }

    @Test
    void theListFollowsTheBatch() {
        Scene scene = layout(pane());

        doFx(() -> view.choice().next());

        ListView<?> list = (ListView<?>) scene.lookup("#rowList");
        assertThat(runFx(() -> List.copyOf(list.getSelectionModel().getSelectedIndices())))
                .containsExactly(1, 2, 3);

        doFx(() -> view.rows().setAll(List.copyOf(view.rows())));
        waitForFxEvents();
        assertThat(runFx(() -> List.copyOf(list.getSelectionModel().getSelectedItems())))
                .as("when other files are opened")
                .isNotEmpty()
                .isEqualTo(runFx(() -> List.copyOf(view.chosen())));
    }

    @Test
    void aPressedConventionStaysPressedWhenClickedAgain() {
        Scene scene = layout(pane());
        ToggleButton aligned = (ToggleButton) scene.lookup("#aligned");

        doFx(aligned::fire);
        doFx(aligned::fire);

        assertThat(aligned.isSelected()).isTrue();
        assertThat(view.conventionProperty().get()).isEqualTo(LabelConvention.ALIGNED);
    }

    @Test
    void thePickedCellIsExplained() {
        Scene scene = layout(pane());
        Label explanation = (Label) scene.lookup("#explanation");
        assertThat(explanation.getText()).startsWith("Point at a cell");

        doFx(
                () ->
                        ((CellGrid) scene.lookup(".cell-grid"))
                                .selectedProperty()
                                .set(new GridPosition(0, 0, 0)));

        assertThat(explanation.getText()).startsWith("Row 1. Position 0 sees");
    }

    @Test
    void withoutDataThePaneSaysWhatToDo() {
        Scene scene = layout(runFx(() -> new LabelsPane(view, dialogs())));

        assertThat(((Label) scene.lookup("#placeholderText")).getText())
                .startsWith("Open a model first");
    }

    private static FileDialogs dialogs() {
        return new FileDialogs(new MemoryPreferences());
    }

    private LabelsPane pane() {
        return runFx(
                () -> {
                    LabelsPane pane = new LabelsPane(view, dialogs());
                    view.tokenizerProperty().set(new WordTokenizer());
                    view.encodingProperty().set(Rows.CHATML);
                    view.rows()
                            .setAll(
                                    Rows.row(1, "Where does Mira live?", "Mira lives in Lund."),
                                    Rows.row(2, "米拉住在哪里？", "米拉住在隆德。"),
                                    Rows.row(
                                            3,
                                            "What does Jonas do, and what is his favourite dish?",
                                            "Jonas is a baker. He likes soup most of all."),
                                    Rows.row(4, "Count to three.", "1 2 3"));
                    return pane;
                });
    }
}
