package org.sftworkbench.ui.app;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;

/**
 * Where the keyboard goes in a pane that one turns to by a key or a button elsewhere: where it was
 * in that pane last, or where one begins there. FX thread only.
 */
final class PaneFocus {
    /** Style class of what one begins with in a pane; of several, the first in sight counts. */
    private static final String ENTRY = "pane-entry";

    private static final PseudoClass SEEN = PseudoClass.getPseudoClass("focus-visible");

    private final Map<Section, Node> last = new EnumMap<>(Section.class);

    private boolean turning;

    /** The focus has moved within the window. */
    void moved(Section shown, Node pane, Node owner) {
        if (!turning && pane != null && owner != null && holds(pane, owner)) {
            last.put(shown, owner);
        }
    }

    /** Another pane is about to be shown; what loses the focus thereby hands it to any control. */
    void turn() {
        turning = true;
    }

    /** Goes into a pane that is shown, unless one is there. */
    void enter(Section section, Node pane) {
        boolean turned = turning;
        turning = false;
        if (pane == null
                || pane.getScene() == null
                || !turned && holds(pane, pane.getScene().getFocusOwner())) {
            return;
        }
        // What is in split panes is there only once they have been styled.
        pane.applyCss();
        Optional<Node> before =
                Optional.ofNullable(last.get(section))
                        .filter(node -> holds(pane, node) && AwaitedFocus.canTakeIt(node));
        Optional<Node> entry = first(pane, node -> isEntry(node) && AwaitedFocus.canTakeIt(node));
        Optional<Node> now = before.or(() -> entry).or(() -> first(pane, AwaitedFocus::canTakeIt));
        now.ifPresent(Node::requestFocus);
        if (before.isEmpty()) {
            first(pane, node -> isEntry(node) && isAwaited(node, entry))
                    .ifPresent(wanted -> AwaitedFocus.of(wanted, now.orElse(null)));
        }
    }

    /** Of several that take turns, the one in sight will do, but for one that is disabled there. */
    private static boolean isAwaited(Node node, Optional<Node> entry) {
        return entry.isEmpty() || node.isDisabled() && node.isVisible();
    }

    /** Shows where the focus is, to who went there by a key. */
    static void see(Node owner) {
        if (owner != null && !owner.isFocusVisible()) {
            owner.pseudoClassStateChanged(SEEN, true);
            owner.focusedProperty()
                    .addListener(
                            new InvalidationListener() {
                                @Override
                                public void invalidated(Observable focused) {
                                    owner.focusedProperty().removeListener(this);
                                    owner.pseudoClassStateChanged(SEEN, owner.isFocusVisible());
                                }
                            });
        }
    }

    private static boolean isEntry(Node node) {
        return node.getStyleClass().contains(ENTRY);
    }

    /** The first in the tree, be it in sight or not. */
    private static Optional<Node> first(Node in, Predicate<Node> wanted) {
        if (wanted.test(in)) {
            return Optional.of(in);
        }
        if (in instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Optional<Node> found = first(child, wanted);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Node pane, Node node) {
        Node each = node;
        while (each != null && each != pane) {
            each = each.getParent();
        }
        return each != null;
    }
}
