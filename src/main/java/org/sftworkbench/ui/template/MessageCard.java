package org.sftworkbench.ui.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.IndexRange;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.template.TextRange;
import org.sftworkbench.ui.common.TokenState;
import org.sftworkbench.ui.common.words.Words;

/** Edits one message of the conversation. FX thread only. */
final class MessageCard extends VBox {
    /** What can be done to a message as a whole. */
    interface Actions {
        void addAfter(int index);

        void remove(int index);

        void move(int index, int by);

        /** Another field is shown, or one is no longer. */
        void refielded(int index);
    }

    /** Guesses at what is not laid out yet, in pixels and characters. */
    private static final double EMPTY_HEIGHT = 92;

    private static final double LINE_HEIGHT = 17;
    private static final int LINE_CHARACTERS = 70;
    private static final int MOST_LINES = 9;

    private static final PseudoClass ASSISTANT = PseudoClass.getPseudoClass("assistant");

    private final Words words;
    private final MessageDraft draft;
    private final int index;
    private final Actions actions;
    private final ChangeListener<String> roleListener = (p, old, now) -> showRole(now);
    private final Map<String, TextArea> texts = new LinkedHashMap<>();
    private final Map<TextArea, StringProperty> bound = new LinkedHashMap<>();
    private Consumer<TokenLinks.Field> onPlace = field -> {};

    MessageCard(Words words, MessageDraft draft, int index, Actions actions) {
        this.words = words;
        this.draft = draft;
        this.index = index;
        this.actions = actions;
        getStyleClass().add("message-card");
        draft.roleProperty().addListener(roleListener);
        showRole(draft.roleProperty().get());
        addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    /** Makes its fields, where they are not made yet; until then it only takes their room. */
    void fill() {
        if (!getChildren().isEmpty()) {
            return;
        }
        getChildren().add(head());
        if (draft.reasoningProperty().get() != null) {
            textField(MessageDraft.REASONING, draft.reasoningProperty(), true)
                    .getStyleClass()
                    .add("reasoning");
        }
        if (draft.isText()) {
            TextArea content = textField(MessageDraft.CONTENT, draft.contentProperty(), false);
            content.setPromptText(words.say("Nothing said"));
        } else {
            jsonField(words.say("content (parts)"), draft.structured(), false);
        }
        if (draft.toolCalls().textProperty().get() != null) {
            jsonField(MessageDraft.TOOL_CALLS, draft.toolCalls(), true);
        }
        if (draft.others().textProperty().get() != null) {
            jsonField(words.say("other fields"), draft.others(), true);
        }
    }

    /** About as high as with its fields. */
    @Override
    protected double computePrefHeight(double width) {
        if (!getChildren().isEmpty()) {
            return super.computePrefHeight(width);
        }
        int characters = draft.isText() ? draft.contentProperty().get().length() : 200;
        return EMPTY_HEIGHT + LINE_HEIGHT * Math.min(MOST_LINES, 1 + characters / LINE_CHARACTERS);
    }

    /** Lets go of the draft. */
    void dispose() {
        bound.forEach((area, property) -> area.textProperty().unbindBidirectional(property));
        draft.roleProperty().removeListener(roleListener);
    }

    /** Marks it as the message of the picked token. */
    void setRelated(boolean related) {
        pseudoClassStateChanged(TokenState.RELATED, related);
    }

    /** Hears where the user's caret or selection is among the characters of a text field. */
    void setOnPlace(Consumer<TokenLinks.Field> listener) {
        onPlace = listener;
    }

    /** Selects characters of a field that others point at, unless the user is in it. */
    void light(String field, TextRange range) {
        fill();
        TextArea area = texts.get(field);
        if (area != null && !area.isFocused()) {
            TextRange shown = draft.shown(field, range);
            area.selectRange(shown.start(), shown.end());
        }
    }

    /** Takes {@link #light} back. */
    void unlight() {
        texts.values().stream().filter(area -> !area.isFocused()).forEach(TextArea::deselect);
    }

    /** Puts the cursor into the message. */
    void begin() {
        fill();
        texts.values().stream().reduce((first, last) -> last).ifPresent(TextArea::requestFocus);
    }

    private void showRole(String role) {
        pseudoClassStateChanged(ASSISTANT, "assistant".equals(role));
    }

    private TextArea textField(String name, StringProperty property, boolean optional) {
        TextArea area = area(name, property);
        texts.put(name, area);
        area.selectionProperty().addListener((p, old, now) -> tell(name, area));
        area.caretPositionProperty().addListener((p, old, now) -> tell(name, area));
        area.focusedProperty().addListener((p, old, now) -> tell(name, area));
        if (optional) {
            getChildren().add(fieldHead(name, property));
        }
        getChildren().add(area);
        return area;
    }

    private void jsonField(String name, JsonDraft json, boolean optional) {
        TextArea area = area(name, json.textProperty());
        area.getStyleClass().add("code");
        Label problem = new Label();
        problem.getStyleClass().add("form-problem");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.textProperty().bind(json.problemIn(words));
        problem.visibleProperty().bind(json.problemProperty().isNotEmpty());
        problem.managedProperty().bind(json.problemProperty().isNotEmpty());
        getChildren()
                .addAll(
                        optional ? fieldHead(name, json.textProperty()) : hint(name),
                        area,
                        problem);
    }

    private TextArea area(String name, StringProperty property) {
        TextArea area = new GrowingTextArea();
        area.textProperty().bindBidirectional(property);
        bound.put(area, property);
        area.setAccessibleText(words.say("{0} of message {1}", name, index + 1));
        return area;
    }

    private void tell(String name, TextArea area) {
        if (area.isFocused()) {
            IndexRange selected = area.getSelection();
            onPlace.accept(
                    new TokenLinks.Field(
                            index,
                            name,
                            draft.whole(
                                    name, new TextRange(selected.getStart(), selected.getEnd()))));
        }
    }

    private Node fieldHead(String name, StringProperty property) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button remove =
                button(
                        "fas-times",
                        words.say("Remove {0}", name),
                        () -> {
                            property.set(null);
                            actions.refielded(index);
                        });
        HBox head = new HBox(hint(name), space, remove);
        head.getStyleClass().add("message-head");
        return head;
    }

    private HBox head() {
        Label number = hint(Integer.toString(index + 1));
        ComboBox<String> role = new ComboBox<>();
        role.getItems().addAll("system", "user", "assistant", "tool");
        role.setEditable(true);
        role.getStyleClass().add("small");
        role.setPrefWidth(130);
        role.setMinWidth(70);
        role.getEditor().textProperty().bindBidirectional(draft.roleProperty());
        role.setValue(draft.roleProperty().get());
        role.setAccessibleText(words.say("Role of message {0}", index + 1));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head =
                new HBox(
                        number,
                        role,
                        space,
                        fields(),
                        button(
                                "fas-arrow-up",
                                words.say("Move up (Alt+Up)"),
                                () -> actions.move(index, -1)),
                        button("fas-arrow-down", words.say("Move down (Alt+Down)"), this::moveDown),
                        button(
                                "fas-plus",
                                words.say("Add a message after this one"),
                                () -> actions.addAfter(index)),
                        button(
                                "fas-trash-alt",
                                words.say("Remove this message"),
                                () -> actions.remove(index)));
        head.getStyleClass().add("message-head");
        return head;
    }

    private void moveDown() {
        actions.move(index, 1);
    }

    private MenuButton fields() {
        MenuButton menu = new MenuButton(words.say("Field"));
        menu.getStyleClass().addAll("flat", "small");
        menu.setMinWidth(USE_PREF_SIZE);
        menu.setAccessibleText(words.say("Add a field to message {0}", index + 1));
        offer(menu, MessageDraft.REASONING, draft.reasoningProperty(), "");
        offer(
                menu,
                MessageDraft.TOOL_CALLS,
                draft.toolCalls().textProperty(),
                "[\n  {\n    \"type\": \"function\",\n    \"function\": {\"name\": \"\","
                        + " \"arguments\": {}}\n  }\n]");
        offer(
                menu,
                words.say("other fields"),
                draft.others().textProperty(),
                "{\n  \"name\": \"\"\n}");
        menu.setDisable(menu.getItems().isEmpty());
        return menu;
    }

    private void offer(MenuButton menu, String name, StringProperty property, String begin) {
        if (property.get() == null) {
            MenuItem item = new MenuItem(words.say("Add {0}", name));
            item.setMnemonicParsing(false);
            item.setOnAction(
                    e -> {
                        property.set(begin);
                        actions.refielded(index);
                    });
            menu.getItems().add(item);
        }
    }

    private void keyPressed(KeyEvent event) {
        if (event.isAltDown()
                && (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN)) {
            actions.move(index, event.getCode() == KeyCode.UP ? -1 : 1);
            event.consume();
        }
    }

    private static Button button(String icon, String says, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("flat", "small", "button-icon");
        button.setTooltip(new Tooltip(says));
        button.setAccessibleText(says);
        button.setOnAction(e -> action.run());
        return button;
    }

    private static Label hint(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("hint");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }
}
