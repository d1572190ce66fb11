package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.common.words.Words;

/** A side's conversation; stays at its end while answers grow. FX thread only. */
final class TalkView extends ScrollPane {
    /** So many pixels from the end count as at the end. */
    private static final double NEAR = 24;

    private final VBox lines = new VBox();
    private final Label others = new Label();
    private final VBox all = new VBox(lines, others);
    private final ObservableList<Turn> path;
    private final TurnActions actions;
    private final ObservableBooleanValue specialShown;
    private final Runnable onFocusLost;
    private final Words words;
    private List<Turn> drawn;
    private boolean atEnd = true;

    /**
     * @param onFocusLost called where the message that the keyboard was in is no longer shown
     */
    TalkView(
            ChatSide side,
            TurnActions actions,
            ObservableBooleanValue special,
            Runnable onFocusLost,
            Words words) {
        this.onFocusLost = onFocusLost;
        this.path = side.talk().path();
        this.actions = actions;
        this.specialShown = special;
        this.words = words;
        getStyleClass().add("transcript");
        lines.getStyleClass().add("transcript-lines");
        others.getStyleClass().addAll("hint", "divider", "others-answers");
        others.setMaxWidth(Double.MAX_VALUE);
        others.setWrapText(true);
        others.managedProperty().bind(others.visibleProperty());
        setContent(all);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        drawn = List.copyOf(path);
        path.addListener((ListChangeListener<Turn>) change -> changed());
        special.addListener((o, was, is) -> showSpecial());
        all.heightProperty().addListener((o, was, is) -> followEnd());
        // The pane itself moves too, to keep what was seen: only the user leaves the end.
        addEventFilter(ScrollEvent.SCROLL, event -> Platform.runLater(this::look));
        addEventFilter(MouseEvent.MOUSE_DRAGGED, event -> Platform.runLater(this::look));
        addEventFilter(MouseEvent.MOUSE_RELEASED, event -> Platform.runLater(this::look));
        addEventFilter(KeyEvent.KEY_PRESSED, event -> Platform.runLater(this::look));
        lines.getChildren().addAll(views(0));
        tellOthers(side);
        followEnd();
    }

    /** The side's head names the model that is asked next; the last answer may be another's. */
    private void tellOthers(ChatSide side) {
        ObservableValue<Path> asked = side.directoryProperty();
        ObjectBinding<Path> told =
                Bindings.createObjectBinding(this::answering, path, side.directoryProperty());
        BooleanBinding other =
                Bindings.createBooleanBinding(
                        () ->
                                told.get() != null
                                        && asked.getValue() != null
                                        && !told.get().equals(asked.getValue()),
                        told,
                        asked);
        others.visibleProperty().bind(other);
        others.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        other.get()
                                                ? words.say(
                                                        "Answered by {0}. From the next question"
                                                                + " on: {1}, which begins anew",
                                                        actions.nameOf(told.get()),
                                                        actions.nameOf(asked.getValue()))
                                                : "",
                                other,
                                told,
                                asked,
                                actions.names(),
                                words.languageProperty()));
    }

    /** The model of the last answer; null for none. */
    private Path answering() {
        for (int i = path.size() - 1; i >= 0; i--) {
            if (path.get(i) instanceof Reply reply) {
                return reply.model();
            }
        }
        return null;
    }

    /** Takes down whether the user has the end in sight. */
    private void look() {
        atEnd = hidden() <= 0 || getVvalue() >= getVmax() - NEAR / hidden();
    }

    /** Keeps the end in sight where it was in sight before the last words came. */
    private void followEnd() {
        if (atEnd) {
            setVvalue(getVmax());
        }
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        followEnd();
    }

    private void changed() {
        int same = 0;
        while (same < path.size() && same < drawn.size() && path.get(same) == drawn.get(same)) {
            same++;
        }
        drawn = List.copyOf(path);
        // What is before a change has the same place, but perhaps more alternatives.
        show(Math.max(0, same - 1));
    }

    private void show(int from) {
        int line = focusedLine();
        BranchSwitch turned = line < from ? null : switchOf(line);
        boolean looksThrough = turned != null && turned.hasFocus() && line < path.size();
        boolean goingBack = looksThrough && turned.isGoingBack();
        double above = getVvalue() * hidden();
        lines.getChildren().remove(from, lines.getChildren().size());
        lines.getChildren().addAll(views(from));
        atEnd = !looksThrough;
        followEnd();
        if (looksThrough) {
            // Who looks through alternatives sees them where the one before was.
            applyCss();
            layout();
            setVvalue(hidden() <= 0 ? 0 : above / hidden());
        }
        BranchSwitch now = looksThrough ? switchOf(line) : null;
        if (now != null) {
            now.takeFocus(goingBack);
        } else if (line >= from) {
            onFocusLost.run();
        }
    }

    /** Index of the message that the keyboard is in; -1 for none. */
    private int focusedLine() {
        Node at = getScene() == null ? null : getScene().getFocusOwner();
        while (at != null && at.getParent() != lines) {
            at = at.getParent();
        }
        return lines.getChildren().indexOf(at);
    }

    /** Null where the message is being edited. */
    private BranchSwitch switchOf(int line) {
        return (BranchSwitch) lines.getChildren().get(line).lookup(".branch-switch");
    }

    /** Pixels of the conversation that are out of sight. */
    private double hidden() {
        return all.getHeight() - getViewportBounds().getHeight();
    }

    private List<Node> views(int from) {
        List<Node> views = new ArrayList<>();
        for (int i = from; i < path.size(); i++) {
            Turn turn = path.get(i);
            if (turn instanceof Question question) {
                views.add(new QuestionView(question, actions, words));
            } else if (turn instanceof Reply reply) {
                ReplyView view = new ReplyView(reply, actions, words);
                view.setSpecialShown(specialShown.get());
                Path before = i >= 2 && path.get(i - 2) instanceof Reply r ? r.model() : null;
                if (before != null && !before.equals(reply.model())) {
                    view.getChildren().add(0, divider(reply.model()));
                }
                views.add(view);
            }
        }
        return views;
    }

    private Label divider(Path model) {
        Label label = new Label();
        label.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        words.say(
                                                "From here on: {0}, which begins anew",
                                                actions.nameOf(model)),
                                actions.names(),
                                words.languageProperty()));
        label.getStyleClass().addAll("hint", "divider");
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    private void showSpecial() {
        for (Node view : lines.getChildren()) {
            if (view instanceof ReplyView reply) {
                reply.setSpecialShown(specialShown.get());
            }
        }
    }
}
