package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The messages of a conversation as editable cards. FX thread only. */
public final class ConversationEditor extends StackPane {
    private final VBox cards = new VBox();
    private final ScrollPane scroll = new ScrollPane(cards);
    private final Button addFirst = new Button("Add a message", new FontIcon("fas-plus"));
    private ConversationDraft draft;
    private int related = -1;

    public ConversationEditor() {
        getStyleClass().add("conversation-editor");
        cards.getStyleClass().add("message-cards");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        addFirst.getStyleClass().addAll("flat", "small");
        addFirst.setOnAction(e -> draft.addAfter(draft.messages().size() - 1));
        getChildren().add(scroll);
    }

    /** Shows and edits this conversation from now on. */
    public void setConversation(ConversationDraft conversation) {
        draft = conversation;
        draft.messages().addListener((ListChangeListener<MessageDraft>) c -> rebuild());
        rebuild();
    }

    /** Marks the message of the picked token and scrolls to it; -1 for none. */
    public void setRelated(int message) {
        related = message;
        for (int i = 0; i < cards.getChildren().size(); i++) {
            if (cards.getChildren().get(i) instanceof MessageCard card) {
                card.setRelated(i == message);
                if (i == message) {
                    reveal(card);
                }
            }
        }
    }

    private void rebuild() {
        for (Node node : cards.getChildren()) {
            if (node instanceof MessageCard card) {
                card.dispose();
            }
        }
        List<Node> shown = new ArrayList<>();
        for (int i = 0; i < draft.messages().size(); i++) {
            int place = i;
            MessageCard card =
                    new MessageCard(
                            draft.messages().get(i),
                            i + 1,
                            () -> draft.addAfter(place),
                            () -> draft.messages().remove(place));
            card.setRelated(i == related);
            shown.add(card);
        }
        shown.add(addFirst);
        cards.getChildren().setAll(shown);
    }

    private void reveal(Node card) {
        double hidden = cards.getHeight() - scroll.getViewportBounds().getHeight();
        if (hidden > 0) {
            double top = card.getBoundsInParent().getMinY();
            scroll.setVvalue(Math.max(0, Math.min(1, (top - 8) / hidden)));
        }
    }
}
