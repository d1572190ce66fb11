package org.sftworkbench.ui.runs;

import java.time.ZoneId;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.sftworkbench.job.Percent;
import org.sftworkbench.run.StoredRun;
import org.sftworkbench.ui.common.Figures;
import org.sftworkbench.ui.common.InlineQuestion;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.chart.MetricChart;
import org.sftworkbench.ui.common.words.Words;

/**
 * The table of past runs: what came of each, and overlay, comparison, renaming, notes, deleting,
 * going on and chatting. FX thread only.
 */
public final class RunsPanel extends VBox {
    private static final PseudoClass BROKEN = PseudoClass.getPseudoClass("broken");

    private final RunsViewModel view;
    private final Words words;
    private final RunFigures figures;

    @FXML private VBox list;
    @FXML private StackPane stack;
    @FXML private Button compare;
    @FXML private Button rename;
    @FXML private Button goOn;
    @FXML private Button chat;
    @FXML private Button probe;
    @FXML private Button delete;
    @FXML private HBox question;
    @FXML private Label questionText;
    @FXML private Button keep;
    @FXML private ProblemBar problem;
    @FXML private TableView<StoredRun> table;
    @FXML private TableColumn<StoredRun, StoredRun> overlay;
    @FXML private TableColumn<StoredRun, String> name;
    @FXML private TableColumn<StoredRun, StoredRun> state;
    @FXML private TableColumn<StoredRun, String> started;
    @FXML private TableColumn<StoredRun, String> model;
    @FXML private TableColumn<StoredRun, String> method;
    @FXML private TableColumn<StoredRun, Double> steps;
    @FXML private TableColumn<StoredRun, Double> loss;
    @FXML private TableColumn<StoredRun, Double> evalLoss;
    @FXML private TableColumn<StoredRun, Double> accuracy;
    @FXML private TableColumn<StoredRun, Double> stop;
    @FXML private TableColumn<StoredRun, String> note;

    public RunsPanel(RunsViewModel view, Words words) {
        this.view = view;
        this.words = words;
        figures = new RunFigures(words, ZoneId.systemDefault(), view.liveProperty());
        PaneLoader.load(this, words);
        getStylesheets().add(MetricChart.styles());
        fillColumns();
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        // Sorted here, so that the order stays as the disk is looked at again.
        SortedList<StoredRun> sorted = new SortedList<>(view.runs());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.setRowFactory(t -> new RunTableRow());
        MarkedRows.keep(table, view.selected());
        words.languageProperty().addListener((o, was, is) -> table.refresh());
        view.shownProperty().addListener((o, was, is) -> select(is));
        compare.disableProperty().bind(view.comparableProperty().not());
        rename.disableProperty().bind(view.renamableProperty().not());
        goOn.disableProperty().bind(view.continuableProperty().not());
        chat.disableProperty().bind(view.readableProperty().not());
        probe.disableProperty().bind(view.probedProperty().not());
        delete.disableProperty().bind(view.deletableProperty().not());
        view.doomedProperty().addListener((o, was, is) -> ask(is));
        ask(List.of());
        InlineQuestion.from(question, keep, view::keep, table);
        problem.problemProperty().bindBidirectional(view.problemProperty());
        DiffPanel diff = new DiffPanel(words);
        diff.bind(view);
        stack.getChildren().add(diff);
        list.visibleProperty().bind(view.differenceProperty().isNull());
        view.differenceProperty().addListener((o, was, is) -> giveFocusBack(is));
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    /** Whoever looked at a comparison goes on where it was asked for. */
    private void giveFocusBack(ConfigDiff now) {
        if (now == null && !compare.isDisabled()) {
            compare.requestFocus();
        }
    }

    private void pressed(KeyEvent e) {
        if (table.getEditingCell() != null) {
            return;
        }
        if (e.getCode() == KeyCode.DELETE) {
            view.askToDelete();
            e.consume();
        } else if (e.getCode() == KeyCode.F2 && !rename.isDisabled()) {
            // Whichever column was clicked: it is the name that is meant.
            rename();
            e.consume();
        }
    }

    private void select(StoredRun run) {
        if (run != null) {
            table.getSelectionModel().clearSelection();
            table.getSelectionModel().select(run);
            table.scrollTo(run);
        }
    }

    private void fillColumns() {
        overlay.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        overlay.setCellFactory(column -> new OverlayCell(view.overlays(), words));
        state.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        state.setCellFactory(column -> new StateCell(figures, view.liveProperty()));
        state.setComparator((a, b) -> figures.state(a).compareTo(figures.state(b)));
        text(name, figures::name);
        text(started, figures::started);
        text(model, figures::model);
        text(method, figures::method);
        text(note, figures::note);
        name.setCellFactory(column -> new TextEditCell(view::lets));
        name.setOnEditCommit(edit -> view.rename(edit.getRowValue(), edit.getNewValue()));
        note.setCellFactory(column -> new TextEditCell(view::lets));
        note.setOnEditCommit(edit -> view.note(edit.getRowValue(), edit.getNewValue()));
        figure(steps, "step", value -> Numbers.count(Math.round(value)));
        figure(loss, MetricHistory.LOSS, Figures::ofFour);
        figure(evalLoss, MetricHistory.EVAL_LOSS, Figures::ofFour);
        figure(accuracy, MetricHistory.ACCURACY, Percent::text);
        figure(stop, MetricHistory.STOP, Percent::text);
    }

    private static void text(
            TableColumn<StoredRun, String> column, Function<StoredRun, String> text) {
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
    }

    private void figure(
            TableColumn<StoredRun, Double> column, String metric, DoubleFunction<String> format) {
        column.setCellValueFactory(
                cell ->
                        Bindings.createObjectBinding(
                                () -> figures.figure(cell.getValue(), metric),
                                view.liveProperty()));
        column.setCellFactory(c -> new FigureCell(format));
    }

    private void ask(List<StoredRun> doomed) {
        if (doomed.size() == 1) {
            questionText.setText(
                    words.say(
                            "Delete {0} with its checkpoints and records? This cannot be undone.",
                            figures.name(doomed.get(0))));
        } else if (!doomed.isEmpty()) {
            questionText.setText(
                    words.say(
                            "Delete {0} runs with their checkpoints and records? This cannot be"
                                    + " undone.",
                            doomed.size()));
        }
        question.setManaged(!doomed.isEmpty());
        question.setVisible(!doomed.isEmpty());
    }

    @FXML
    private void refresh() {
        view.refresh();
    }

    @FXML
    private void compare() {
        view.compare();
    }

    @FXML
    private void rename() {
        int row = table.getSelectionModel().getSelectedIndex();
        // A cell that is not drawn yet would open without the focus.
        table.scrollTo(row);
        table.layout();
        table.edit(row, name);
    }

    @FXML
    private void goOn() {
        view.continueSelected();
    }

    @FXML
    private void chat() {
        view.openInChat();
    }

    @FXML
    private void probe() {
        view.showProbe();
    }

    @FXML
    private void delete() {
        view.askToDelete();
    }

    @FXML
    private void deleteIndeed() {
        // The button that asked goes with the selection.
        table.requestFocus();
        view.delete();
    }

    @FXML
    private void keep() {
        view.keep();
    }

    private static final class RunTableRow extends TableRow<StoredRun> {
        @Override
        protected void updateItem(StoredRun item, boolean empty) {
            super.updateItem(item, empty);
            pseudoClassStateChanged(BROKEN, !empty && item != null && item.record().isEmpty());
        }
    }
}
