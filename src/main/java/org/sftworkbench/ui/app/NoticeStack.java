package org.sftworkbench.ui.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.words.Words;

/**
 * What the window has to tell, above the panes: two notices as they are, of more only the newest
 * and a line that opens the others, so that the pane keeps its room and nothing told is lost. A
 * notice is told as long as it is visible. FX thread only.
 */
public final class NoticeStack extends VBox {
    private static final int WHOLE = 2;

    private final List<Notice> notices = new ArrayList<>();
    private final Hyperlink others = new Hyperlink();
    private final FontIcon chevron = new FontIcon();
    private Words words = Words.english();
    private Runnable onFocusLost = () -> {};
    private boolean open;
    private long news;

    public NoticeStack() {
        getStyleClass().add("notice-stack");
        others.setId("otherNotices");
        others.getStyleClass().add("other-notices");
        others.setGraphic(chevron);
        others.setMaxWidth(Double.MAX_VALUE);
        others.setOnAction(
                e -> {
                    others.setVisited(false);
                    open = !open;
                    arrange();
                });
        getChildren().add(others);
        arrange();
    }

    /** Speaks this language from now on. */
    void speak(Words says) {
        words = says;
        words.languageProperty().addListener(o -> arrange());
        arrange();
    }

    /** What is done when a notice goes that had the focus, which would go on to any control. */
    void onFocusLost(Runnable told) {
        onFocusLost = told;
    }

    /**
     * Adds a notice below the others.
     *
     * @param bar tells it; visible while there is something to tell
     * @param changes of any of these, what it tells is new
     */
    void add(Node bar, Observable... changes) {
        Notice notice = new Notice(bar, new StackPane());
        getChildren().remove(bar);
        notice.place.getChildren().setAll(bar);
        notices.add(notice);
        getChildren().add(getChildren().indexOf(others), notice.place);
        bar.visibleProperty().addListener((p, was, is) -> turn(notice, is));
        for (Observable change : changes) {
            change.addListener(o -> isNew(notice));
        }
        isNew(notice);
    }

    /** Shows a notice as if what it tells were new: somebody asked for it. */
    void reveal(Node bar) {
        notices.stream().filter(notice -> notice.bar == bar).forEach(this::isNew);
    }

    private void turn(Notice notice, boolean told) {
        boolean focused = !told && notice.bar.isFocusWithin();
        isNew(notice);
        if (focused) {
            onFocusLost.run();
        }
    }

    private void isNew(Notice notice) {
        notice.since = ++news;
        arrange();
    }

    private void arrange() {
        List<Notice> told =
                notices.stream()
                        .filter(notice -> notice.bar.isVisible())
                        .sorted(Comparator.comparingLong((Notice notice) -> -notice.since))
                        .toList();
        boolean few = told.size() <= WHOLE;
        open &= !few;
        for (Notice notice : notices) {
            boolean shown = told.contains(notice) && (few || open || notice == told.get(0));
            notice.place.setVisible(shown);
            notice.place.setManaged(shown);
        }
        others.setVisible(!few);
        others.setManaged(!few);
        others.setText(open ? words.say("Show fewer") : words.say("{0} more", told.size() - 1));
        chevron.setIconLiteral(open ? "fas-chevron-up" : "fas-chevron-down");
    }

    /** Where a notice stands, and since when it tells what it does. */
    private static final class Notice {
        private final Node bar;
        private final StackPane place;
        private long since;

        Notice(Node bar, StackPane place) {
            this.bar = bar;
            this.place = place;
        }
    }
}
