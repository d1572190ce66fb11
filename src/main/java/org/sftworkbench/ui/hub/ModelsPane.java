package org.sftworkbench.ui.hub;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.sftworkbench.job.Bytes;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.FxExecutors;
import org.sftworkbench.ui.common.InlineQuestion;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.words.Words;

/** The models on this machine, and the way to more. FX thread only. */
public final class ModelsPane extends BorderPane {
    /** Below this the table has no room for what is less asked for. */
    private static final double NARROW = 660;

    /** And below this for the type either. */
    private static final double NARROWEST = 600;

    private static final double SHORTEST_NAME = 120;
    private static final double LONGEST_NAME = 300;

    /** What the table's bar takes of the columns where there are many rows. */
    private static final double SCROLL_BAR = 16;

    private static final PseudoClass IN_USE = PseudoClass.getPseudoClass("in-use");

    private final ModelsViewModel view;
    private final Words words;
    private final Executor background;

    @FXML private TextField search;
    @FXML private ProblemBar problem;
    @FXML private HBox question;
    @FXML private Label questionText;
    @FXML private Button keep;
    @FXML private TableView<ModelRow> table;
    @FXML private Label nothing;
    @FXML private TableColumn<ModelRow, ModelRow> name;
    @FXML private TableColumn<ModelRow, String> type;
    @FXML private TableColumn<ModelRow, Long> parameters;
    @FXML private TableColumn<ModelRow, String> precision;
    @FXML private TableColumn<ModelRow, Long> size;
    @FXML private TableColumn<ModelRow, ModelRow> state;
    @FXML private TableColumn<ModelRow, String> origin;
    @FXML private Label place;
    @FXML private HBox actions;
    @FXML private Button open;
    @FXML private Button goOn;
    @FXML private Button show;
    @FXML private Button copy;
    @FXML private Button delete;
    @FXML private VBox side;
    @FXML private TitledPane settings;

    /**
     * @param background starts the system's file browser
     */
    public ModelsPane(ModelsViewModel view, FileDialogs dialogs, Words words, Executor background) {
        this.view = view;
        this.words = words;
        this.background = background;
        PaneLoader.load(this, words);
        side.getChildren().add(0, new DownloadPanel(view, words));
        settings.setContent(new HubSettingsPanel(view.settings(), dialogs, words));
        search.textProperty().bindBidirectional(view.searchProperty());
        problem.problemProperty().bindBidirectional(view.problemProperty());
        fillColumns();
        fillTable();
        bindActions();
        words.languageProperty().addListener((p, was, is) -> showAgain());
        sceneProperty()
                .addListener(
                        (p, was, is) -> {
                            if (is != null) {
                                view.refresh();
                                view.settings().load();
                            }
                        });
    }

    private void fillColumns() {
        name.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        name.setCellFactory(column -> new ModelNameCell());
        name.setComparator((a, b) -> a.name().compareToIgnoreCase(b.name()));
        state.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        state.setCellFactory(column -> new ModelStateCell(words));
        state.setComparator((a, b) -> a.state().compareTo(b.state()));
        text(type, ModelRow::type);
        text(precision, ModelRow::precision);
        text(origin, row -> words.say(row.origin().title()));
        parameters.setCellValueFactory(
                cell ->
                        new ReadOnlyObjectWrapper<>(
                                cell.getValue().facts().map(f -> f.parameters()).orElse(null)));
        parameters.setCellFactory(column -> new NumberCell(row -> parameters(row)));
        size.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue().bytes()));
        size.setCellFactory(column -> new NumberCell(HubText::size));
    }

    private static String parameters(ModelRow row) {
        return row.facts().map(facts -> HubText.parameters(facts.parameters())).orElse("");
    }

    private static void text(
            TableColumn<ModelRow, String> column, Function<ModelRow, String> words) {
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(words.apply(cell.getValue())));
    }

    private void fillTable() {
        SortedList<ModelRow> sorted = new SortedList<>(view.shown());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        nothing.textProperty()
                .bind(
                        Bindings.when(view.inTheWayProperty().isNull())
                                .then(
                                        words.text(
                                                "No model fits. Download one on the right, or open"
                                                        + " a directory from the header."))
                                .otherwise(
                                        words.text(
                                                "The models could not be looked for; the message"
                                                        + " above says why.")));
        table.setRowFactory(t -> new ModelTableRow());
        table.widthProperty().addListener((p, was, is) -> fit(is.doubleValue()));
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (p, was, is) -> {
                            if (is != null || table.getItems().isEmpty()) {
                                view.selectedProperty().set(is);
                            }
                        });
        view.selectedProperty().addListener((p, was, is) -> select(is));
        view.inUseProperty().addListener((p, was, is) -> table.refresh());
        table.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ENTER) {
                        view.open();
                    } else if (e.getCode() == KeyCode.DELETE) {
                        view.askToDelete();
                    }
                });
    }

    private void fit(double width) {
        boolean narrow = width < NARROW;
        if (narrow == origin.isVisible()) {
            origin.setVisible(!narrow);
            precision.setVisible(!narrow);
            showPlace();
        }
        boolean narrowest = width < NARROWEST;
        if (narrowest == type.isVisible()) {
            type.setVisible(!narrowest);
            showPlace();
        }
        name.setMinWidth(roomForNames(width));
    }

    /** A name that is cut tells models apart no more: it has what the other columns can spare. */
    private double roomForNames(double width) {
        double others =
                table.getVisibleLeafColumns().stream()
                        .filter(column -> column != name)
                        .mapToDouble(TableColumn::getMinWidth)
                        .sum();
        return Math.max(SHORTEST_NAME, Math.min(LONGEST_NAME, width - others - SCROLL_BAR));
    }

    private void select(ModelRow row) {
        if (row == null) {
            table.getSelectionModel().clearSelection();
        } else if (!row.equals(table.getSelectionModel().getSelectedItem())) {
            table.getSelectionModel().select(row);
        }
        showPlace();
    }

    private void bindActions() {
        open.disableProperty().bind(view.openableProperty().not());
        goOn.disableProperty().bind(view.continuableProperty().not());
        delete.disableProperty().bind(view.deletableProperty().not());
        show.disableProperty().bind(view.selectedProperty().isNull());
        copy.disableProperty().bind(view.selectedProperty().isNull());
        question.managedProperty().bind(question.visibleProperty());
        view.doomedProperty().addListener((p, was, is) -> ask(is));
        ask(view.doomedProperty().get());
        InlineQuestion.from(question, keep, view::keep, table);
        showPlace();
    }

    private void ask(ModelRow doomed) {
        if (doomed != null) {
            questionText.setText(
                    words.say(
                            "Delete {0} ({1}) from this machine? It can be downloaded again.",
                            doomed.name(), Bytes.text(doomed.bytes())));
        }
        question.setVisible(doomed != null);
    }

    private void showPlace() {
        ModelRow row = view.selectedProperty().get();
        place.setText(
                row == null ? words.say("Select a model to open it in all panes.") : about(row));
    }

    /** Where it is, why it does not open, and what the table does not show. */
    private String about(ModelRow row) {
        List<String> parts = new ArrayList<>(List.of(row.directory().toString()));
        row.obstacle().ifPresent(parts::add);
        if (!type.isVisible()) {
            parts.add(row.type());
        }
        if (!origin.isVisible()) {
            parts.add(row.precision());
            parts.add(words.say(row.origin().title()));
        }
        parts.removeIf(String::isEmpty);
        return String.join(" · ", parts);
    }

    private void showAgain() {
        table.refresh();
        showPlace();
        ask(view.doomedProperty().get());
    }

    @FXML
    private void refresh() {
        view.refresh();
    }

    @FXML
    private void open() {
        view.open();
    }

    @FXML
    private void goOn() {
        view.goOn();
    }

    @FXML
    private void show() {
        ModelRow row = view.selectedProperty().get();
        String cannot = words.say("This system has no program to show {0} with.", row.directory());
        BackgroundTask.of(
                        () -> {
                            DirectoryWindow.show(row.directory());
                            return row;
                        })
                .onError(
                        IOException.class,
                        e -> problem.problemProperty().set(Problem.warning(cannot)))
                .start(background, FxExecutors.fx());
    }

    @FXML
    private void copy() {
        Clipboard.getSystemClipboard()
                .setContent(
                        java.util.Map.of(
                                DataFormat.PLAIN_TEXT,
                                view.selectedProperty().get().directory().toString()));
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

    private final class ModelTableRow extends TableRow<ModelRow> {
        ModelTableRow() {
            setOnMouseClicked(
                    e -> {
                        if (e.getClickCount() == 2 && !isEmpty()) {
                            view.open();
                        }
                    });
        }

        @Override
        protected void updateItem(ModelRow item, boolean empty) {
            super.updateItem(item, empty);
            pseudoClassStateChanged(
                    IN_USE,
                    !empty && item != null && item.directory().equals(view.inUseProperty().get()));
        }
    }
}
