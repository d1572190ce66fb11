package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
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
    private final ObservableList<Turn> path;
    private final TurnActions actions;
    private final ObservableBooleanValue specialShown;
    private final Words words;
    private boolean atEnd = true;

    TalkView(ChatSide side, TurnActions actions, ObservableBooleanValue special, Words words) {
        this.path = side.talk().path();
        this.actions = actions;
        this.specialShown = special;
        this.words = words;
        getStyleClass().add("transcript");
        lines.getStyleClass().add("transcript-lines");
        setContent(lines);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        path.addListener(this::changed);
        special.addListener((o, was, is) -> showSpecial());
        lines.heightProperty().addListener((o, was, is) -> followEnd());
        // The pane itself moves too, to keep what was seen: only the user leaves the end.
        addEventFilter(ScrollEvent.SCROLL, event -> Platform.runLater(this::look));
        addEventFilter(MouseEvent.MOUSE_DRAGGED, event -> Platform.runLater(this::look));
        addEventFilter(MouseEvent.MOUSE_RELEASED, event -> Platform.runLater(this::look));
        addEventFilter(KeyEvent.KEY_PRESSED, event -> Platform.runLater(this::look));
        lines.getChildren().addAll(views(0));
        followEnd();
    }

    /** Takes down whether the user has the end in sight. */
    private void look() {
        double hidden = lines.getHeight() - getViewportBounds().getHeight();
        atEnd = hidden <= 0 || getVvalue() >= getVmax() - NEAR / hidden;
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

    private void changed(ListChangeListener.Change<? extends Turn> change) {
        int first = Integer.MAX_VALUE;
        while (change.next()) {
            first = Math.min(first, change.getFrom());
        }
        if (first <= path.size()) {
            // What is before a change has the same place, but perhaps more alternatives.
            int from = Math.max(0, first - 1);
            lines.getChildren().remove(from, lines.getChildren().size());
            lines.getChildren().addAll(views(from));
            atEnd = true;
            followEnd();
        }
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
