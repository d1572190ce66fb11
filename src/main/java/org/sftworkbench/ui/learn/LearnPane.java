package org.sftworkbench.ui.learn;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.common.PageKeys;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.words.Words;

/** The learn pane: the lessons on the left, the one that is read, and its experiment below. */
public final class LearnPane extends BorderPane {
    private final LearnViewModel view;
    private final Words words;
    private final LessonPage page;

    @FXML private ListView<Lesson> lessons;
    @FXML private Label progress;
    @FXML private ScrollPane scroll;
    @FXML private VBox paper;
    @FXML private Label sets;
    @FXML private Button setUp;
    @FXML private Button go;
    @FXML private Button putBack;
    @FXML private Label done;
    @FXML private CheckBox tick;
    @FXML private Button next;
    @FXML private ProblemBar problem;

    /** Whether the focus was on a button of the experiment when it began to be set up. */
    private boolean asked;

    /** Whose text stands on the paper; null before the first. */
    private Lesson onPaper;

    /**
     * @param illustrations draws what stands between the paragraphs
     */
    public LearnPane(LearnViewModel view, Illustrations illustrations, Words words) {
        this.view = view;
        this.words = words;
        page = new LessonPage(illustrations);
        PaneLoader.load(this, words);
    }

    @FXML
    private void initialize() {
        lessons.getItems().setAll(view.lessons());
        lessons.setCellFactory(list -> new LessonCell(view, words));
        lessons.getSelectionModel().select(view.chosenProperty().get());
        lessons.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (p, old, now) -> {
                            if (now != null) {
                                view.chosenProperty().set(now);
                            }
                        });
        progress.textProperty()
                .bind(
                        words.text(
                                "{0} of {1} done",
                                view.doneCountProperty(), view.lessons().size()));
        view.chosenProperty().addListener((p, old, now) -> choose(old, now));
        view.textProperty().addListener((p, old, now) -> show(now));
        words.languageProperty().addListener((p, old, now) -> showActions());
        bindExperiment();
        problem.problemProperty().bindBidirectional(view.problemProperty());
        choose(null, view.chosenProperty().get());
        show(view.textProperty().get());
        PageKeys.on(scroll);
    }

    private void bindExperiment() {
        BooleanBinding set = view.stateProperty().isEqualTo(SetUpState.SET);
        setUp.disableProperty().bind(view.stateProperty().isEqualTo(SetUpState.SETTING));
        go.disableProperty().bind(set.not());
        putBack.visibleProperty().bind(view.changedProperty());
        putBack.managedProperty().bind(view.changedProperty());
        putBack.disableProperty().bind(view.stateProperty().isEqualTo(SetUpState.SETTING));
        done.visibleProperty().bind(view.stateProperty().isNotEqualTo(SetUpState.NOT_SET));
        done.managedProperty().bind(done.visibleProperty());
        done.textProperty()
                .bind(
                        Bindings.when(set)
                                .then(
                                        Bindings.when(view.waitsForRunProperty())
                                                .then(
                                                        words.text(
                                                                "✓ All is set, but another run is under way."))
                                                .otherwise(words.text("✓ All is set.")))
                                .otherwise(words.text("Opening model and data …")));
        // What is to be done next is the default button, as Enter does it; the list would keep
        // Enter.
        lessons.addEventFilter(
                KeyEvent.KEY_PRESSED,
                key -> {
                    if (key.getCode() == KeyCode.ENTER) {
                        key.consume();
                        (set.get() ? go : setUp).fire();
                    }
                });
        setUp.defaultButtonProperty().bind(set.not());
        go.defaultButtonProperty().bind(set);
        view.stateProperty().addListener((p, was, is) -> keepFocus(is));
    }

    /** The buttons rest while it is set up; then the focus is on what is to be done next. */
    private void keepFocus(SetUpState now) {
        if (now == SetUpState.SETTING) {
            asked = setUp.isFocused() || putBack.isFocused();
        } else if (asked) {
            asked = false;
            Node owner = getScene() == null ? null : getScene().getFocusOwner();
            if (owner == null || owner.getParent() == setUp.getParent()) {
                (now == SetUpState.SET ? go : setUp).requestFocus();
            }
        }
    }

    private void choose(Lesson old, Lesson now) {
        if (old != null) {
            tick.selectedProperty().unbindBidirectional(view.doneProperty(old));
        }
        tick.selectedProperty().bindBidirectional(view.doneProperty(now));
        lessons.getSelectionModel().select(now);
        lessons.scrollTo(Math.max(0, view.lessons().indexOf(now) - 2));
        go.textProperty().bind(words.text(now.place().invitation()));
        boolean last = view.lessons().indexOf(now) == view.lessons().size() - 1;
        next.setVisible(!last);
        showActions();
    }

    private void showActions() {
        String all =
                String.join(
                        " · ",
                        view.chosenProperty().get().actions().stream()
                                .map(action -> action.in(words))
                                .toList());
        sets.setText(words.say("Sets: starter model and sample data · {0}", all));
        sets.setTooltip(new Tooltip(sets.getText().replace(" · ", "\n")));
    }

    private void show(LessonText now) {
        if (now == null) {
            return;
        }
        paper.getChildren().setAll(page.of(now));
        Lesson lesson = view.chosenProperty().get();
        // The same lesson comes again when its experiment is set up, and in the other language.
        if (lesson != onPaper) {
            onPaper = lesson;
            scroll.setVvalue(0);
        }
    }

    @FXML
    private void setUp() {
        view.setUp();
    }

    @FXML
    private void go() {
        view.go();
    }

    @FXML
    private void putBack() {
        view.putBack();
    }

    @FXML
    private void next() {
        view.next();
    }
}
