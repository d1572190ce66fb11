package org.sftworkbench.ui.session;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javafx.beans.Observable;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.words.Words;

/**
 * Tells that a draft was restored, and offers to look at it or to discard it; takes no room while
 * there is nothing to tell. FX thread only.
 */
public final class DraftBar extends HBox {
    private final WindowDrafts drafts;
    private final Words words;
    private final ObservableList<Instant> others = FXCollections.observableArrayList();
    private final Clock clock;
    private final Label says = new Label();
    private final Button show = new Button();
    private final Button discard = new Button();
    private final Button undo = new Button();
    private final Button dismiss = new Button("", new FontIcon("fas-times"));

    /**
     * @param look turns to where the edits are
     */
    public DraftBar(WindowDrafts drafts, Words words, Clock clock, Runnable look) {
        this.drafts = drafts;
        this.words = words;
        this.clock = clock;
        getStyleClass().add("draft-bar");
        says.setWrapText(true);
        says.setMinHeight(USE_PREF_SIZE);
        says.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(says, Priority.ALWAYS);
        show.setId("showDraft");
        show.textProperty().bind(words.text("Show"));
        show.setOnAction(e -> look.run());
        discard.setId("discardDraft");
        discard.textProperty().bind(words.text("Discard"));
        discard.setOnAction(e -> drafts.discard());
        undo.setId("undoDiscard");
        undo.textProperty().bind(words.text("Bring back"));
        undo.setOnAction(e -> drafts.undoDiscard());
        dismiss.getStyleClass().addAll("flat", "small", "button-icon");
        dismiss.accessibleTextProperty().bind(words.text("Dismiss"));
        dismiss.setOnAction(e -> dismiss());
        for (Button button : List.of(show, discard, undo)) {
            button.getStyleClass().add("small");
            button.setMinWidth(USE_PREF_SIZE);
            button.managedProperty().bind(button.visibleProperty());
        }
        getChildren().setAll(new FontIcon("fas-history"), says, show, discard, undo, dismiss);
        managedProperty().bind(visibleProperty());
        drafts.noticeProperty().addListener(o -> draw());
        for (Observable home : drafts.homes()) {
            home.addListener(o -> draw());
        }
        others.addListener((Observable o) -> draw());
        words.languageProperty().addListener(o -> draw());
        draw();
    }

    /** When the drafts were changed that wait for other windows. */
    public ObservableList<Instant> others() {
        return others;
    }

    private void dismiss() {
        others.clear();
        drafts.noticeProperty().set(null);
        draw();
    }

    private void draw() {
        DraftNotice notice = drafts.noticeProperty().get();
        setVisible(notice != null || !others.isEmpty());
        show.setVisible(notice != null && !notice.discarded());
        discard.setVisible(notice != null && !notice.discarded());
        undo.setVisible(notice != null && notice.discarded());
        if (notice != null) {
            says.setText(
                    notice.text(
                            words,
                            drafts.homeless(notice.draft()),
                            drafts.overtaken(notice.draft()),
                            others,
                            clock));
        } else if (!others.isEmpty()) {
            says.setText(DraftNotice.others(words, others, clock));
        }
    }
}
