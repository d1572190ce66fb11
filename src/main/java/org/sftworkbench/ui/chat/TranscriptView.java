package org.sftworkbench.ui.chat;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** Exchanges one below the other; stays at its end while answers grow. FX thread only. */
final class TranscriptView extends ScrollPane {
    private final VBox lines = new VBox();
    private final ObservableList<Exchange> exchanges;
    private final ObservableBooleanValue specialShown;
    private final boolean numbered;

    /**
     * @param numbered whether the exchanges are rows of a batch
     */
    TranscriptView(
            ObservableList<Exchange> exchanges,
            ObservableBooleanValue specialShown,
            boolean numbered) {
        this.exchanges = exchanges;
        this.specialShown = specialShown;
        this.numbered = numbered;
        getStyleClass().add("transcript");
        lines.getStyleClass().add("transcript-lines");
        setContent(lines);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        exchanges.addListener(this::changed);
        specialShown.addListener((o, was, is) -> showSpecial());
        lines.getChildren().addAll(views(0, exchanges.size()));
        showNewest();
    }

    private void changed(ListChangeListener.Change<? extends Exchange> change) {
        while (change.next()) {
            int from = change.getFrom();
            lines.getChildren().remove(from, from + change.getRemovedSize());
            lines.getChildren().addAll(from, views(from, change.getTo()));
        }
        showNewest();
    }

    /** A batch is read from its first row; in a chat the last exchange is the one to see. */
    private void showNewest() {
        setVvalue(numbered ? getVmin() : getVmax());
    }

    private List<Node> views(int from, int to) {
        List<Node> views = new ArrayList<>();
        for (int i = from; i < to; i++) {
            ExchangeView view =
                    new ExchangeView(
                            exchanges.get(i),
                            numbered ? i + 1 : 0,
                            i > 0 ? exchanges.get(i - 1) : null);
            view.setSpecialShown(specialShown.get());
            views.add(view);
        }
        return views;
    }

    private void showSpecial() {
        for (Node view : lines.getChildren()) {
            ((ExchangeView) view).setSpecialShown(specialShown.get());
        }
    }
}
