package org.sftworkbench.ui.chat;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableStringValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.common.words.Words;

/** The rows of a batch one below the other, read from the first. FX thread only. */
final class TranscriptView extends ScrollPane {
    private final VBox lines = new VBox();
    private final ObservableList<Exchange> rows;
    private final ObservableBooleanValue specialShown;
    private final ObservableStringValue waitsFor;
    private final Words words;

    TranscriptView(
            ObservableList<Exchange> rows,
            ObservableBooleanValue specialShown,
            ObservableStringValue waitsFor,
            Words words) {
        this.rows = rows;
        this.specialShown = specialShown;
        this.waitsFor = waitsFor;
        this.words = words;
        getStyleClass().add("transcript");
        lines.getStyleClass().add("transcript-lines");
        setContent(lines);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        rows.addListener((ListChangeListener<Exchange>) change -> show());
        specialShown.addListener((o, was, is) -> showSpecial());
        show();
    }

    private void show() {
        List<Node> views = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ExchangeView view = new ExchangeView(rows.get(i), i + 1, waitsFor, words);
            view.setSpecialShown(specialShown.get());
            views.add(view);
        }
        lines.getChildren().setAll(views);
        setVvalue(getVmin());
    }

    private void showSpecial() {
        for (Node view : lines.getChildren()) {
            ((ExchangeView) view).setSpecialShown(specialShown.get());
        }
    }
}
