package org.sftworkbench.ui.template;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.sftworkbench.template.TextRange;

/**
 * What keys and mouse do to the tokens of a flow: pick, select a stretch, paint. FX thread only.
 *
 * <p>Arrow keys pick, with Shift they extend the selection, as dragging does; a second click on the
 * picked token and Escape let go of it. While painting, a click or a drag turns what counts into
 * what does not, or the other way round, as the first token says; the space bar does it to the
 * selection.
 */
final class TokenGestures {
    private final TokenFlow flow;
    private boolean extending;
    private int again = -1;
    private int strokeStart = -1;
    private int strokeEnd = -1;
    private boolean strokeCounts;

    TokenGestures(TokenFlow flow) {
        this.flow = flow;
    }

    /** Whether the picked token moves while the other end of the selection stays. */
    boolean isExtending() {
        return extending;
    }

    /** Whether a token is under a stroke that has not ended yet. */
    boolean isStroked(int token) {
        return strokeStart >= 0 && stroke().contains(token);
    }

    /** What the stroke makes of its tokens. */
    boolean strokeCounts() {
        return strokeCounts;
    }

    /** Moves one end of the selection while the other stays. */
    void extend(int fixed, int moving) {
        extending = true;
        try {
            flow.anchorProperty().set(fixed);
            flow.selectedProperty().set(moving);
        } finally {
            extending = false;
        }
        flow.redraw();
    }

    void pressed(int token, MouseEvent event) {
        if (flow.paintingProperty().get()) {
            strokeStart = token;
            strokeEnd = token;
            strokeCounts = !flow.token(token).trained();
            flow.redraw();
        } else if (event.isShiftDown() && flow.anchorProperty().get() >= 0) {
            extend(flow.anchorProperty().get(), token);
        } else {
            boolean alone = flow.selection().equals(new TextRange(token, token + 1));
            again = alone ? token : -1;
            flow.anchorProperty().set(token);
            flow.selectedProperty().set(token);
            flow.redraw();
        }
    }

    void draggedTo(int token) {
        if (token != again) {
            again = -1;
        }
        if (strokeStart >= 0) {
            strokeEnd = token;
            flow.redraw();
        } else if (!flow.paintingProperty().get() && flow.anchorProperty().get() >= 0) {
            extend(flow.anchorProperty().get(), token);
        }
    }

    void released() {
        if (strokeStart >= 0) {
            TextRange painted = stroke();
            int last = strokeEnd;
            strokeStart = -1;
            flow.anchorProperty().set(last);
            flow.selectedProperty().set(last);
            flow.paint(painted, strokeCounts);
            flow.redraw();
        } else if (again >= 0) {
            flow.letGo();
        }
        again = -1;
    }

    void keyPressed(KeyEvent event) {
        int now = flow.selectedProperty().get();
        int next = target(event, now);
        if (next >= 0 && next < flow.size()) {
            if (event.isShiftDown()) {
                extend(flow.anchorProperty().get() < 0 ? next : flow.anchorProperty().get(), next);
            } else {
                flow.anchorProperty().set(next);
                flow.selectedProperty().set(next);
                flow.redraw();
            }
            flow.revealIfHidden(next);
            event.consume();
        } else if (event.getCode() == KeyCode.A && event.isShortcutDown() && flow.size() > 0) {
            extend(0, flow.size() - 1);
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && now >= 0) {
            flow.letGo();
            event.consume();
        } else if (event.getCode() == KeyCode.SPACE && flow.paintingProperty().get() && now >= 0) {
            TextRange selection = flow.selection();
            flow.paint(selection, !flow.token(selection.start()).trained());
            event.consume();
        }
    }

    private int target(KeyEvent event, int now) {
        return switch (event.getCode()) {
            case LEFT -> now - 1;
            case RIGHT -> now + 1;
            case HOME -> event.isShortcutDown() ? 0 : -1;
            case END -> event.isShortcutDown() ? flow.size() - 1 : -1;
            default -> -1;
        };
    }

    private TextRange stroke() {
        return new TextRange(
                Math.min(strokeStart, strokeEnd), Math.max(strokeStart, strokeEnd) + 1);
    }
}
