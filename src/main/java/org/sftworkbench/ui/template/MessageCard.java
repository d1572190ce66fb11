package org.sftworkbench.ui.template;

import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.TokenState;

/** Edits one message of the conversation. FX thread only. */
final class MessageCard extends VBox {
    private static final PseudoClass ASSISTANT = PseudoClass.getPseudoClass("assistant");

    private final MessageDraft draft;
    private final ChangeListener<String> roleListener = (p, old, now) -> showRole(now);
    private final TextArea content = new GrowingTextArea();

    /**
     * @param draft what is edited
     * @param number of the message, from 1
     * @param addAfter adds a message after this one
     * @param remove removes this one
     */
    MessageCard(MessageDraft draft, int number, Runnable addAfter, Runnable remove) {
        this.draft = draft;
        getStyleClass().add("message-card");
        getChildren().add(head(number, addAfter, remove));
        draft.roleProperty().addListener(roleListener);
        showRole(draft.roleProperty().get());
        if (draft.reasoningProperty().get() != null) {
            TextArea reasoning = new GrowingTextArea();
            reasoning.getStyleClass().add("reasoning");
            reasoning.textProperty().bindBidirectional(draft.reasoningProperty());
            reasoning.setPromptText("reasoning_content");
            reasoning.setAccessibleText("Reasoning of message " + number);
            getChildren().addAll(hint("reasoning_content"), reasoning);
        }
        content.textProperty().bindBidirectional(draft.contentProperty());
        content.setPromptText("Nothing said");
        content.setAccessibleText("Content of message " + number);
        getChildren().add(draft.isText() ? content : hint("Structured content, kept as it is."));
        if (!draft.otherFields().isEmpty()) {
            getChildren().add(hint("Also carries: " + draft.otherFields()));
        }
    }

    /** Lets go of the draft. */
    void dispose() {
        content.textProperty().unbindBidirectional(draft.contentProperty());
        draft.roleProperty().removeListener(roleListener);
    }

    /** Marks it as the message of the picked token. */
    void setRelated(boolean related) {
        pseudoClassStateChanged(TokenState.RELATED, related);
    }

    private void showRole(String role) {
        pseudoClassStateChanged(ASSISTANT, "assistant".equals(role));
    }

    private HBox head(int number, Runnable addAfter, Runnable remove) {
        Label index = hint(Integer.toString(number));
        ComboBox<String> role = new ComboBox<>();
        role.getItems().addAll("system", "user", "assistant", "tool");
        role.setEditable(true);
        role.getStyleClass().add("small");
        role.setPrefWidth(130);
        role.setMinWidth(100);
        role.getEditor().textProperty().bindBidirectional(draft.roleProperty());
        role.setValue(draft.roleProperty().get());
        role.setAccessibleText("Role of message " + number);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head =
                new HBox(
                        index,
                        role,
                        space,
                        button("fas-plus", "Add a message after this one", addAfter),
                        button("fas-trash-alt", "Remove this message", remove));
        head.getStyleClass().add("message-head");
        return head;
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
        return label;
    }
}
