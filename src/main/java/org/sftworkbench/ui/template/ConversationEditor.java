package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.data.RowContent;
import org.sftworkbench.ui.common.words.Words;

/**
 * The content of a row: the messages of a conversation as editable cards and its tools, or a plain
 * text; of token ids it says that they cannot be edited. FX thread only.
 */
public final class ConversationEditor extends StackPane {
    /** As many as a usual conversation has messages. */
    private static final int FILLED_AT_ONCE = 12;

    private final VBox cards = new VBox();
    private final ScrollPane scroll = new ScrollPane(cards);
    private final Button addFirst = button("fas-plus");
    private final Button addTools = button("fas-wrench");
    private final HBox adding = new HBox(addFirst, addTools);
    private final MessageCard.Actions actions = new CardActions();
    private final List<MessageCard> messageCards = new ArrayList<>();
    private Words words = Words.english();
    private ConversationDraft draft;
    private ToolsCard toolsCard;
    private TextCard textCard;
    private Consumer<TokenLinks.Field> onPlace = field -> {};
    private int related = -1;

    public ConversationEditor() {
        getStyleClass().add("conversation-editor");
        cards.getStyleClass().add("message-cards");
        adding.getStyleClass().add("tool-group");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.vvalueProperty().addListener(o -> fillThoseInSight());
        scroll.viewportBoundsProperty().addListener(o -> fillThoseInSight());
        cards.needsLayoutProperty()
                .addListener(
                        (p, old, needs) -> {
                            if (!needs) {
                                Platform.runLater(this::fillThoseInSight);
                            }
                        });
        addFirst.setOnAction(e -> draft.addAfter(draft.messages().size() - 1));
        addTools.setOnAction(
                e -> {
                    draft.toolsProperty().get().textProperty().set(ToolsCard.BEGINNING);
                    rebuild();
                });
        getChildren().add(scroll);
    }

    /** Shows and edits this conversation from now on. */
    public void setConversation(Words says, ConversationDraft conversation) {
        words = says;
        draft = conversation;
        words.languageProperty().addListener(o -> rebuild());
        addFirst.textProperty().bind(words.text("Add a message"));
        addTools.textProperty().bind(words.text("Offer tools"));
        draft.messages().addListener((ListChangeListener<MessageDraft>) c -> rebuild());
        draft.toolsProperty().addListener((p, old, now) -> rebuild());
        draft.shownProperty().addListener((p, old, now) -> rebuild());
        draft.rowIndexProperty().addListener(o -> scroll.setVvalue(0));
        rebuild();
    }

    /** Hears where the user's caret or selection is among the characters of a message. */
    void setOnPlace(Consumer<TokenLinks.Field> listener) {
        onPlace = listener;
    }

    /**
     * Marks the message of picked tokens and the characters they came from, and scrolls there.
     *
     * @param message index of the message, or -1 for none
     * @param field the characters; null for none
     */
    void light(int message, TokenLinks.Field field) {
        related = message;
        if (textCard != null) {
            textCard.unlight();
            if (field != null && field.message() < 0) {
                textCard.light(field.range());
            }
        }
        for (int i = 0; i < messageCards.size(); i++) {
            MessageCard card = messageCards.get(i);
            card.setRelated(i == message);
            card.unlight();
            if (field != null && field.message() == i) {
                card.light(field.name(), field.range());
            }
            if (i == message) {
                reveal(card);
            }
        }
    }

    private void rebuild() {
        messageCards.forEach(MessageCard::dispose);
        messageCards.clear();
        if (toolsCard != null) {
            toolsCard.dispose();
            toolsCard = null;
        }
        if (textCard != null) {
            textCard.dispose();
            textCard = null;
        }
        RowContent content = draft.shownProperty().get();
        if (content instanceof RowContent.PlainText) {
            textCard = new TextCard(words, draft, field -> onPlace.accept(field));
            cards.getChildren().setAll(textCard);
            return;
        }
        if (content instanceof RowContent.PreTokenized ids) {
            cards.getChildren().setAll(saying(ids));
            return;
        }
        List<Node> shown = new ArrayList<>();
        JsonDraft tools = draft.toolsProperty().get();
        boolean offers = tools != null && tools.textProperty().get() != null;
        if (offers) {
            toolsCard = new ToolsCard(words, tools, this::rebuild);
            shown.add(toolsCard);
        }
        for (int i = 0; i < draft.messages().size(); i++) {
            MessageCard card = new MessageCard(words, draft.messages().get(i), i, actions);
            card.setRelated(i == related);
            card.setOnPlace(field -> onPlace.accept(field));
            if (i < FILLED_AT_ONCE) {
                card.fill();
            }
            messageCards.add(card);
        }
        shown.addAll(messageCards);
        addTools.setVisible(!offers);
        shown.add(adding);
        cards.getChildren().setAll(shown);
    }

    /**
     * Makes the fields of the cards that can be seen, and of as many before and after them: those
     * of hundreds of messages would take seconds.
     */
    private void fillThoseInSight() {
        double seen = scroll.getViewportBounds().getHeight();
        double top = scroll.getVvalue() * Math.max(0, cards.getHeight() - seen);
        for (MessageCard card : messageCards) {
            Bounds place = card.getBoundsInParent();
            boolean laidOut = place.getHeight() > 0;
            if (laidOut && place.getMaxY() > top - seen && place.getMinY() < top + 2 * seen) {
                card.fill();
            }
        }
    }

    private Label saying(RowContent.PreTokenized ids) {
        Label says =
                new Label(
                        words.say(
                                "This row is {0} token ids with labels of their own, made"
                                        + " elsewhere. They are trained just as they are: no"
                                        + " template and no loss mask is applied, and there is no"
                                        + " text to edit.",
                                ids.example().length()));
        says.getStyleClass().addAll("hint", "row-kind");
        says.setWrapText(true);
        says.setMinHeight(Region.USE_PREF_SIZE);
        return says;
    }

    private void reveal(Node card) {
        double hidden = cards.getHeight() - scroll.getViewportBounds().getHeight();
        if (hidden > 0) {
            double top = card.getBoundsInParent().getMinY();
            scroll.setVvalue(Math.max(0, Math.min(1, (top - 8) / hidden)));
        }
    }

    private static Button button(String icon) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("flat", "small");
        return button;
    }

    /** What the cards' buttons do. */
    private final class CardActions implements MessageCard.Actions {
        @Override
        public void addAfter(int index) {
            draft.addAfter(index);
            messageCards.get(index + 1).begin();
        }

        @Override
        public void remove(int index) {
            draft.messages().remove(index);
        }

        @Override
        public void move(int index, int by) {
            int now = draft.move(index, by);
            messageCards.get(now).begin();
        }

        @Override
        public void refielded(int index) {
            rebuild();
            messageCards.get(index).begin();
        }
    }
}
