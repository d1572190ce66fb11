package org.sftworkbench.ui.template;

import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.RowContent;
import org.sftworkbench.template.TemplatePosition;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.VisibleText;

/**
 * The template pane: a template and a conversation on the left, the tokens that come of them on the
 * right. FX thread only.
 */
public final class TemplatePane extends BorderPane {
    private static final KeyCombination FIND =
            new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

    /** Width of a head from which on its title has room beside the rest, in pixels. */
    private static final double ROOM_FOR_TITLE = 400;

    /** Characters of a file's name and a row's number that leave room for how the row begins. */
    private static final int LONGEST_PLACE = 30;

    private final TemplateViewModel model;

    @FXML private ComboBox<TemplatePreset> preset;
    @FXML private Button resetTemplate;
    @FXML private ComboBox<PolicyKind> policy;
    @FXML private TextField fromLastToken;
    @FXML private TextField marker;
    @FXML private HBox thinking;
    @FXML private Button variables;
    @FXML private VariablesForm variablesForm;
    @FXML private CheckBox generationPrompt;
    @FXML private Label templatePart;
    @FXML private Label templateEdited;
    @FXML private TemplateEditor editor;
    @FXML private ProblemBar problem;
    @FXML private HBox sourceHead;
    @FXML private Label sourceTitle;
    @FXML private Button insertMarks;
    @FXML private ProblemBar marksNote;
    @FXML private HBox contentHead;
    @FXML private Label contentTitle;
    @FXML private HBox rowEdits;
    @FXML private Button resetRow;
    @FXML private Button previousRow;
    @FXML private ComboBox<Integer> row;
    @FXML private Button nextRow;
    @FXML private ConversationEditor conversation;
    @FXML private TokensSection tokens;

    public TemplatePane(TemplateViewModel model) {
        this.model = model;
        PaneLoader.load(this, model.words());
        bindTemplate();
        bindMask();
        variablesForm.setModel(model, variables);
        bindConversation();
        bindTokens();
        giveWay(sourceTitle, sourceHead);
        giveWay(contentTitle, contentHead);
    }

    /** What stands below says what it is; what can be done and chosen there is not to be cut. */
    private static void giveWay(Label title, HBox head) {
        showOnlyWhile(title, head.widthProperty().greaterThan(ROOM_FOR_TITLE));
    }

    private void bindTemplate() {
        SourceDraft template = model.template();
        preset.setItems(template.presets());
        PresetCell.fill(preset, model.words());
        preset.valueProperty().bindBidirectional(template.presetProperty());
        template.shownProperty().addListener((p, old, now) -> showSource(old, now));
        showSource(null, template.shownProperty().get());
        // A model may have several of which none is meant: that changes nothing that is shown.
        template.presetProperty()
                .addListener((p, old, now) -> editor.setEditable(template.isEditable()));
        StringBinding part =
                Bindings.createStringBinding(
                        template::partName, template.presetProperty(), template.shownProperty());
        templatePart.textProperty().bind(part);
        showOnlyWhile(templatePart, part.isNotEmpty());
        editor.sourceProperty().bindBidirectional(template.sourceProperty());
        showOnlyWhile(templateEdited, template.editedProperty());
        resetTemplate.disableProperty().bind(template.editedProperty().not());
        resetTemplate.setOnAction(e -> template.reset());
        problem.problemProperty().bind(model.problemProperty());
        model.errorPositionProperty().addListener((p, old, now) -> editor.setError(now));
        offerToGoToError();
        insertMarks.setOnAction(e -> model.insertMarks());
        insertMarks.disableProperty().bind(model.marks().runningProperty());
        showOnlyWhile(insertMarks, model.lacksMarksProperty());
        marksNote.problemProperty().bindBidirectional(model.marks().noteProperty());
    }

    private void offerToGoToError() {
        ObservableValue<TemplatePosition> place = model.errorPositionProperty();
        Button go = new Button();
        go.setId("goToError");
        go.getStyleClass().add("small");
        go.textProperty()
                .bind(
                        model.words()
                                .text(
                                        "Go to line {0}",
                                        place.map(TemplatePosition::line).orElse(0)));
        go.setOnAction(e -> editor.goTo(place.getValue()));
        problem.offer(go, place.map(at -> true).orElse(false));
    }

    private void showSource(TemplatePreset before, TemplatePreset shown) {
        editor.setNoSource(shown != null && !shown.isJinja());
        editor.setEditable(model.template().isEditable());
        boolean writtenBefore = before == null && model.template().editedProperty().get();
        if (!writtenBefore) {
            editor.forgetHistory();
        }
    }

    private void bindMask() {
        policy.setItems(model.policies());
        policy.setConverter(named(PolicyKind::title));
        PolicyCell.fill(policy, model.words());
        policy.valueProperty().bindBidirectional(model.policyProperty());
        fromLastToken.textProperty().bindBidirectional(model.fromLastTokenProperty());
        marker.textProperty().bindBidirectional(model.markerProperty());
        showOnlyWhile(marker, model.policyProperty().isEqualTo(PolicyKind.AFTER));
        showOnlyWhile(fromLastToken, model.policyProperty().isEqualTo(PolicyKind.FROM_LAST));
        generationPrompt.selectedProperty().bindBidirectional(model.generationPromptProperty());
        ToggleGroup group = new ToggleGroup();
        List<Thinking> choices = List.of(Thinking.values());
        for (Thinking choice : choices) {
            ToggleButton button = new ToggleButton();
            button.textProperty().bind(model.words().text(choice.title()));
            int place = choices.indexOf(choice);
            button.getStyleClass()
                    .addAll(
                            "small",
                            place == 0
                                    ? "left-pill"
                                    : place == choices.size() - 1 ? "right-pill" : "center-pill");
            button.setToggleGroup(group);
            button.setOnAction(
                    e -> {
                        button.setSelected(true);
                        model.thinkingProperty().set(choice);
                    });
            model.thinkingProperty()
                    .addListener((p, old, now) -> button.setSelected(now == choice));
            button.setSelected(model.thinkingProperty().get() == choice);
            thinking.getChildren().add(button);
        }
    }

    private void bindConversation() {
        ConversationDraft draft = model.conversation();
        conversation.setConversation(model.words(), draft);
        contentTitle
                .textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> title(draft.shownProperty().get()),
                                draft.shownProperty(),
                                model.words().languageProperty()));
        showOnlyWhile(rowEdits, draft.editedProperty());
        resetRow.setOnAction(e -> draft.reset());
        row.setConverter(named(this::rowName));
        row.setCellFactory(list -> new RowCell());
        draft.rows().addListener((ListChangeListener<DataRow>) c -> offerRows());
        draft.rowIndexProperty().addListener((p, old, now) -> showRowNumber());
        model.words().languageProperty().addListener((p, old, now) -> offerRows());
        row.valueProperty()
                .addListener(
                        (p, old, now) -> {
                            if (now != null) {
                                draft.rowIndexProperty().set(now);
                            }
                        });
        previousRow.setOnAction(e -> row.setValue(row.getValue() - 1));
        nextRow.setOnAction(e -> row.setValue(row.getValue() + 1));
        previousRow.disableProperty().bind(draft.rowIndexProperty().lessThan(1));
        nextRow.disableProperty()
                .bind(
                        draft.rowIndexProperty()
                                .greaterThanOrEqualTo(Bindings.size(draft.rows()).subtract(1)));
        offerRows();
    }

    private String title(RowContent content) {
        if (content instanceof RowContent.PlainText) {
            return model.words().say("Text");
        }
        return content instanceof RowContent.PreTokenized
                ? model.words().say("Token ids")
                : model.words().say("Conversation");
    }

    private void offerRows() {
        row.setValue(null);
        row.setItems(FXCollections.observableList(new RowIndices(model.rows().size())));
        showRowNumber();
    }

    private void showRowNumber() {
        int index = model.conversation().rowIndexProperty().get();
        boolean shown = index >= 0 && index < row.getItems().size();
        row.setValue(shown ? index : null);
        row.setTooltip(shown ? new Tooltip(placeOf(index)) : null);
    }

    private String placeOf(int index) {
        return model.words().tell(model.placesProperty().get().apply(model.rows().get(index)));
    }

    /** A row in the list to choose from, with its file, as numbers begin anew in each. */
    private final class RowCell extends ListCell<Integer> {
        @Override
        protected void updateItem(Integer index, boolean empty) {
            super.updateItem(index, empty);
            setText(empty || index == null || index >= model.rows().size() ? null : rowName(index));
        }
    }

    private String rowName(Integer index) {
        return inShort(placeOf(index)) + " · " + says(model.rows().get(index));
    }

    /** The number stands at the end of a place, and must be seen also after a long file name. */
    private static String inShort(String place) {
        return place.length() <= LONGEST_PLACE
                ? place
                : place.substring(0, LONGEST_PLACE / 3)
                        + "…"
                        + place.substring(place.length() - LONGEST_PLACE / 2);
    }

    private static String says(DataRow named) {
        String says = VisibleText.inOneLine(named.opening().strip());
        return says.length() > 60 ? says.substring(0, 60) + "…" : says;
    }

    private void bindTokens() {
        tokens.setModel(model);
        ProvenanceLights lights = new ProvenanceLights(editor, conversation, tokens.flow());
        model.exampleProperty().addListener((p, old, now) -> lights.setExample(now));
        lights.setExample(model.exampleProperty().get());
        model.stateProperty()
                .addListener((p, old, now) -> lights.setStale(now == RenderState.STALE));
        tokens.setOnTemplatePlace(editor::setNode);
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (FIND.match(event)) {
                        tokens.beginSearch();
                        event.consume();
                    }
                });
    }

    private static void showOnlyWhile(Node node, ObservableValue<Boolean> condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
    }

    private static <T> StringConverter<T> named(Function<T, String> name) {
        return new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : name.apply(value);
            }

            @Override
            public T fromString(String text) {
                return null;
            }
        };
    }
}
