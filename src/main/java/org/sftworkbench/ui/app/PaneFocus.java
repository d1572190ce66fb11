package org.sftworkbench.ui.app;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;

/**
 * Where the keyboard goes in a pane that one turns to by a key or a button elsewhere: where it was
 * in that pane last, or where one begins there. FX thread only.
 */
final class PaneFocus {
    /** Style class of what one begins with in a pane; of several, the first in sight counts. */
    private static final String ENTRY = "pane-entry";

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
        Optional.ofNullable(last.get(section))
                .filter(node -> holds(pane, node) && takesFocus(node) && inSight(node))
                .or(() -> first(pane, node -> node.getStyleClass().contains(ENTRY)))
                .or(() -> first(pane, node -> true))
                .ifPresent(Node::requestFocus);
    }

    private static boolean takesFocus(Node node) {
        return node.isFocusTraversable() && !node.isDisabled();
    }

    private static Optional<Node> first(Node in, Predicate<Node> wanted) {
        if (!in.isVisible()) {
            return Optional.empty();
        }
        if (takesFocus(in) && wanted.test(in)) {
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

    private static boolean inSight(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Node pane, Node node) {
        Node each = node;
        while (each != null && each != pane) {
            each = each.getParent();
        }
        return each != null;
    }
}
