package org.sftworkbench.ui.chat;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.TokenChip;
import org.sftworkbench.ui.common.words.Words;

/**
 * The ids that were really sent, beside a training row of the same conversation. FX thread only.
 */
public final class SentPanel extends VBox {
    private static final PseudoClass DIFFERS = PseudoClass.getPseudoClass("differs");

    /** More chips than these are not looked at one by one, and would take long to lay out. */
    private static final int MOST = 1500;

    @FXML private Label sentence;
    @FXML private FontIcon sign;
    @FXML private CheckBox ids;
    @FXML private Label sentTitle;
    @FXML private Label rowTitle;
    @FXML private FlowPane sent;
    @FXML private FlowPane row;
    private SentView view;
    private Words words;

    public SentPanel() {
        PaneLoader.load(this);
    }

    void bind(SentView bound, Words said) {
        view = bound;
        words = said;
        view.shownProperty().addListener((o, was, is) -> show());
        words.languageProperty().addListener((o, was, is) -> show());
        show();
    }

    private void show() {
        SentComparison found = view.shownProperty().get();
        if (found == null) {
            sent.getChildren().clear();
            row.getChildren().clear();
            return;
        }
        sentence.setText(found.sentence(words));
        sign.setIconLiteral(found.isSame() ? "fas-check-circle" : "fas-not-equal");
        sentence.pseudoClassStateChanged(DIFFERS, !found.isSame());
        sentTitle.setText(words.say("Sent: {0}", TokenCount.of(found.sent().size(), words)));
        rowTitle.setText(
                words.say(
                        "Compared with {0}: {1}",
                        found.rows(words), TokenCount.of(found.row().size(), words)));
        sent.getChildren().setAll(tokens(found.sent(), List.of(), found.difference()));
        row.getChildren().setAll(tokens(found.row(), found.rowTrained(), found.difference()));
    }

    private List<Node> tokens(
            List<SentComparison.SentToken> tokens, List<Boolean> trained, int difference) {
        List<Node> drawn = new ArrayList<>();
        for (int i = 0; i < tokens.size() && i < MOST; i++) {
            SentComparison.SentToken token = tokens.get(i);
            boolean counts = i < trained.size() && trained.get(i);
            TokenChip chip =
                    new TokenChip(token.name(), new TokenChip.Kind(counts, token.special(), false));
            if (i == difference) {
                chip.setGraphic(new FontIcon("fas-caret-right"));
            }
            chip.pseudoClassStateChanged(DIFFERS, token.differs() || i == difference);
            Label id = new Label(Integer.toString(token.id()));
            id.getStyleClass().add("sent-id");
            id.visibleProperty().bind(ids.selectedProperty());
            id.managedProperty().bind(id.visibleProperty());
            VBox both = new VBox(chip, id);
            both.getStyleClass().add("sent-token");
            Tooltip.install(both, new Tooltip(words.say("token {0}, id {1}", i + 1, token.id())));
            drawn.add(both);
        }
        if (tokens.size() > MOST) {
            drawn.add(new Label(words.say("… and {0} more", tokens.size() - MOST)));
        }
        return drawn;
    }

    @FXML
    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(view.shownProperty().get().sentIds().toString());
        Clipboard.getSystemClipboard().setContent(content);
    }

    @FXML
    private void close() {
        view.close();
    }
}
