package org.sftworkbench.ui.chat;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.words.Words;

/** An answer of a conversation, and what can be done with it. FX thread only. */
final class ReplyView extends VBox {
    static final String ONE_AT_A_TIME =
            Words.key(
                    "The engine does one thing at a time: the answer comes after the training. For"
                            + " an answer now, pause the run, or stop it; it is saved and can be"
                            + " continued.");

    private final Reply reply;
    private final TurnActions actions;
    private final Words words;
    private final TokenPopup popup;
    private final AnswerView answer;
    private final HBox tools = new HBox();
    private final EditedTurn edited;

    ReplyView(Reply reply, TurnActions actions, Words words) {
        this.reply = reply;
        this.actions = actions;
        this.words = words;
        popup = new TokenPopup(words, actions.isBusy());
        boolean plain = reply.question().kind() == PromptKind.PLAIN;
        answer =
                new AnswerView(
                        reply.answer(),
                        plain ? reply.question().text() : "",
                        reply.sent().thinks(),
                        words,
                        this::showToken);
        tools.getStyleClass().add("reply-tools");
        tools.getChildren().setAll(buttons());
        tools.visibleProperty().bind(reply.answer().endingProperty().isNotNull());
        tools.managedProperty().bind(tools.visibleProperty());
        answer.waitFor(actions.waitsFor());
        answer.addTool(toRun());
        answer.addTool(tools);
        edited =
                new EditedTurn(
                        this,
                        answer,
                        reply,
                        Words.key("Keep"),
                        actions,
                        words,
                        text -> actions.edit(reply, text));
    }

    void setSpecialShown(boolean shown) {
        answer.setSpecialShown(shown);
    }

    private List<Node> buttons() {
        Button sent =
                Tools.button(
                        "fas-microscope",
                        words.text("What was really sent, beside what training rows look like"),
                        () -> actions.showSent(reply));
        sent.setVisible(reply.sent().isThere());
        sent.managedProperty().bind(sent.visibleProperty());
        return List.of(
                new BranchSwitch(reply, actions, words),
                Tools.copy(words, answer::copied),
                again(),
                goOn(),
                Tools.button(
                        "fas-pen",
                        words.text("Write the answer yourself; this stays as another branch"),
                        this::edit),
                sent,
                Tools.button(
                        "far-trash-alt",
                        words.text("Delete this answer and all that follows it"),
                        this::delete,
                        actions));
    }

    /** The way to what the answer waits for. */
    private Button toRun() {
        Button way = new Button();
        way.textProperty().bind(words.text("Show the run"));
        way.getStyleClass().addAll("small", "to-run");
        Tooltip why = new Tooltip();
        why.textProperty().bind(words.text(ONE_AT_A_TIME));
        way.setTooltip(why);
        way.setOnAction(e -> actions.wayToRun().run());
        way.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        !actions.waitsFor().getValue().isEmpty()
                                                && reply.answer().endingProperty().get() == null
                                                && reply.answer().writtenProperty().get() == 0,
                                actions.waitsFor(),
                                reply.answer().endingProperty(),
                                reply.answer().writtenProperty()));
        way.managedProperty().bind(way.visibleProperty());
        return way;
    }

    private Button goOn() {
        Button on =
                Tools.button(
                        "fas-play",
                        words.text("Write on from here; this stays as another branch"),
                        () -> actions.goOn(reply),
                        actions);
        on.visibleProperty().bind(actions.isUnfinished(reply));
        on.managedProperty().bind(on.visibleProperty());
        return on;
    }

    /** Said in words where the answer is still wanted. */
    private Button again() {
        if (!(reply.answer().endingProperty().get() instanceof Ending.Interrupted)) {
            return Tools.button(
                    "fas-redo",
                    words.text("Answer again; this stays as another branch"),
                    () -> actions.regenerate(reply),
                    actions);
        }
        Button again = new Button(null, new FontIcon("fas-redo"));
        again.textProperty().bind(words.text("Ask again"));
        again.getStyleClass().addAll("small", "ask-again");
        again.setOnAction(e -> actions.askAgain(reply));
        again.disableProperty().bind(actions.isBusy());
        return again;
    }

    private void showToken(Node where, int at) {
        boolean can =
                actions.canContinue(reply)
                        && reply.answer().endingProperty().get() != null
                        && !reply.answer().tokens().get(at).isWrittenByHand();
        popup.show(
                where,
                reply.answer(),
                at,
                can ? (index, other) -> actions.continueFrom(reply, index, other) : null);
    }

    private void delete() {
        if (Confirmation.toDelete(
                this, words.say("Delete this answer and all that follows it?"), words)) {
            actions.delete(reply);
        }
    }

    private void edit() {
        edited.begin(reply.answer().text());
    }
}
