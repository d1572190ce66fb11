package org.sftworkbench.ui.template;

import java.util.OptionalInt;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.ui.common.words.Words;

/** Looks for a text or an id among the tokens of a flow. FX thread only. */
public final class SearchBar extends HBox {
    private final TextField query = new TextField();
    private final Label count = new Label();
    private final Button previous =
            button("fas-chevron-up", Words.key("Previous hit (Shift+Enter)"));
    private final Button next = button("fas-chevron-down", Words.key("Next hit (Enter)"));
    private TokenFlow flow;
    private AnnotatedExample example;
    private TokenSearch search = TokenSearch.NONE;

    public SearchBar() {
        getStyleClass().addAll("tool-group", "search-bar");
        query.setPromptText(Words.key("Find text, or #id"));
        query.setAccessibleText(Words.key("Find a text or an id among the tokens"));
        query.setPrefColumnCount(12);
        count.getStyleClass().add("hint");
        count.setMinWidth(USE_PREF_SIZE);
        previous.setOnAction(e -> goTo(search.previous(flow.selection().start())));
        next.setOnAction(e -> goTo(search.next(flow.selection().start())));
        query.textProperty().addListener(o -> find(true));
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        getChildren().addAll(query, previous, next, count);
        showCount();
    }

    /** Looks in this flow from now on. */
    void setFlow(TokenFlow shown) {
        flow = shown;
        flow.selectedProperty().addListener(o -> showCount());
        flow.words().languageProperty().addListener(o -> showCount());
    }

    /** Looks in these tokens, which the flow shows. */
    void setExample(AnnotatedExample shown) {
        example = shown;
        find(false);
    }

    /** Puts the cursor into the field. */
    void begin() {
        query.requestFocus();
        query.selectAll();
    }

    private void find(boolean goThere) {
        search = TokenSearch.of(query.getText(), example);
        flow.setSearch(search);
        if (goThere && !search.hits().isEmpty()) {
            goTo(search.next(flow.selection().start() - 1));
        }
        showCount();
    }

    private void goTo(OptionalInt hit) {
        if (hit.isPresent()) {
            flow.select(search.hits().get(hit.getAsInt()));
            showCount();
        }
    }

    private void showCount() {
        boolean none = search.hits().isEmpty();
        previous.setDisable(none);
        next.setDisable(none);
        count.setText(flow == null ? "" : search.count(flow.words(), flow.selection().start()));
    }

    private void keyPressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            (event.isShiftDown() ? previous : next).fire();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && !query.getText().isEmpty()) {
            query.clear();
            event.consume();
        }
    }

    private static Button button(String icon, String says) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("flat", "small", "button-icon");
        button.setTooltip(new Tooltip(says));
        button.setAccessibleText(says);
        return button;
    }
}
