package org.sftworkbench.ui.chat;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.sftworkbench.ui.common.words.Words;

/** A question, and what can be done with it. FX thread only. */
final class QuestionView extends VBox {
    private final Question question;
    private final TurnActions actions;
    private final Words words;
    private final EditedTurn edited;

    QuestionView(Question question, TurnActions actions, Words words) {
        this.question = question;
        this.actions = actions;
        this.words = words;
        getStyleClass().add("question-box");
        Text asked = new Text(question.text());
        asked.getStyleClass().add("question-words");
        TextFlow bubble = new TextFlow(asked);
        bubble.getStyleClass().addAll("bubble", "question-bubble");
        bubble.accessibleTextProperty().bind(words.text("You: {0}", question.text()));
        HBox tools = new HBox();
        tools.setMinWidth(USE_PREF_SIZE);
        tools.getStyleClass().add("question-tools");
        if (question.kind() == PromptKind.PLAIN) {
            Label plain = new Label();
            plain.textProperty().bind(words.text("continued as plain text"));
            plain.getStyleClass().add("hint");
            tools.getChildren().add(plain);
        }
        tools.getChildren()
                .addAll(
                        new BranchSwitch(question, actions, words),
                        answer(),
                        Tools.button(
                                "fas-pen",
                                words.text("Ask otherwise; this stays as another branch"),
                                this::edit),
                        Tools.button(
                                "far-trash-alt",
                                words.text("Delete this question and all that follows it"),
                                this::delete,
                                actions));
        HBox line = new HBox(tools);
        if (question.kind() == PromptKind.TEMPLATE) {
            // Plain text is seen where it is continued.
            line.getChildren().add(bubble);
        }
        line.getStyleClass().add("question");
        edited =
                new EditedTurn(
                        this,
                        line,
                        question,
                        Words.key("Ask"),
                        actions,
                        words,
                        text -> actions.edit(question, text));
        getChildren().add(0, difference());
    }

    private Node difference() {
        Label difference = new Label();
        difference.textProperty().bind(actions.difference(question));
        difference.visibleProperty().bind(difference.textProperty().isNotEmpty());
        difference.managedProperty().bind(difference.visibleProperty());
        difference.getStyleClass().add("unlike");
        difference.setWrapText(true);
        return difference;
    }

    /** For a question whose answer was deleted. */
    private Node answer() {
        Button answer =
                Tools.button(
                        "fas-redo",
                        words.text("Answer it"),
                        () -> actions.answer(question),
                        actions);
        answer.setVisible(question.next().count() == 0);
        answer.managedProperty().bind(answer.visibleProperty());
        return answer;
    }

    private void delete() {
        if (Confirmation.toDelete(
                this, words.say("Delete this question and all that follows it?"), words)) {
            actions.delete(question);
        }
    }

    private void edit() {
        edited.begin(question.text());
    }
}
