package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.common.words.Words;

/** A side's conversation; stays at its end while answers grow. FX thread only. */
final class TalkView extends ScrollPane {
    private final VBox lines = new VBox();
    private final ObservableList<Turn> path;
    private final TurnActions actions;
    private final ObservableBooleanValue specialShown;
    private final Words words;

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
        lines.heightProperty().addListener((o, was, is) -> followEnd(was.doubleValue()));
        lines.getChildren().addAll(views(0));
        setVvalue(getVmax());
    }

    /** Keeps the end in sight where it was in sight before the last words came. */
    private void followEnd(double before) {
        double hidden = before - getViewportBounds().getHeight();
        if (hidden <= 0 || getVvalue() >= getVmax() - 24 / hidden) {
            setVvalue(getVmax());
        }
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
            setVvalue(getVmax());
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
                .bind(words.text("From here on: {0}, which begins anew", ModelName.of(model)));
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
