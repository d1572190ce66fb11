package org.sftworkbench.ui.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.sftworkbench.ui.common.VisibleText;
import org.sftworkbench.ui.common.words.Words;

/**
 * Goes through an answer's tokens by keyboard: arrow keys from one to the next, Enter for how
 * likely it was. Tokens that are folded away are passed over. FX thread only.
 */
final class TokenWalk {
    private static final PseudoClass PICKED = PseudoClass.getPseudoClass("picked");

    private final Region bubble;
    private final Answer answer;
    private final Words words;
    private final BiConsumer<Node, Integer> onToken;
    private final List<Stop> stops = new ArrayList<>();
    private int picked = -1;

    /** A token that is drawn, and its index in the answer. */
    private record Stop(Node node, int at) {}

    /**
     * @param bubble takes the focus and the keys
     * @param onToken told which token is opened, and where it is
     */
    TokenWalk(Region bubble, Answer answer, Words words, BiConsumer<Node, Integer> onToken) {
        this.bubble = bubble;
        this.answer = answer;
        this.words = words;
        this.onToken = onToken;
        bubble.setFocusTraversable(true);
        bubble.setAccessibleRole(AccessibleRole.TEXT);
        bubble.accessibleHelpProperty()
                .bind(
                        words.text(
                                "Arrow keys go from token to token; Enter tells how likely one"
                                        + " was"));
        bubble.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        bubble.focusedProperty().addListener((o, was, is) -> mark());
    }

    /** All is drawn anew. */
    void clear() {
        stops.clear();
    }

    /** A token is drawn, behind those before. */
    void add(Node node, int at) {
        stops.add(new Stop(node, at));
        if (at == picked) {
            mark();
        }
    }

    /** The whole answer is told, until a token is picked. */
    void tell() {
        if (picked < 0) {
            bubble.setAccessibleText(answer.text());
        }
    }

    /** Opens a token that the pointer is on, and goes on from there. */
    void open(Node node, int at) {
        pick(at);
        bubble.requestFocus();
        onToken.accept(node, at);
    }

    private void pressed(KeyEvent event) {
        List<Stop> shown =
                stops.stream().filter(stop -> stop.node().getParent().isVisible()).toList();
        if (shown.isEmpty() || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int now = indexOfPicked(shown);
        int last = shown.size() - 1;
        switch (event.getCode()) {
            case RIGHT -> pick(shown.get(Math.min(last, now + 1)).at());
            case LEFT -> pick(shown.get(now < 0 ? last : Math.max(0, now - 1)).at());
            case HOME -> pick(shown.get(0).at());
            case END -> pick(shown.get(last).at());
            case ENTER, SPACE -> {
                if (now < 0) {
                    return;
                }
                onToken.accept(shown.get(now).node(), picked);
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private int indexOfPicked(List<Stop> shown) {
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).at() == picked) {
                return i;
            }
        }
        return -1;
    }

    private void pick(int at) {
        picked = at;
        mark();
        AnswerToken token = answer.tokens().get(at);
        if (token.isWrittenByHand()) {
            bubble.setAccessibleText(answer.text());
            return;
        }
        String name = VisibleText.of(token.name());
        bubble.setAccessibleText(
                Double.isNaN(token.probability())
                        ? words.say("Token {0} of {1}: {2}", at + 1, answer.tokens().size(), name)
                        : words.say(
                                "Token {0} of {1}: {2}, probability {3}",
                                at + 1,
                                answer.tokens().size(),
                                name,
                                TokenPopup.percent(token.probability())));
    }

    private void mark() {
        for (Stop stop : stops) {
            stop.node().pseudoClassStateChanged(PICKED, stop.at() == picked && bubble.isFocused());
        }
    }
}
