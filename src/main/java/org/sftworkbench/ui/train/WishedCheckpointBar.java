package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.disk.HomeDirectory;
import org.sftworkbench.run.Checkpoint;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.words.Words;

/**
 * Tells where a run on its way was saved as the user wished, and offers to chat with it; takes no
 * room while it was not. FX thread only.
 */
public final class WishedCheckpointBar extends HBox {
    private final Label says = new Label();
    private final Label path = new Label();
    private final Button chat = new Button();
    private final Button dismiss = new Button();

    public WishedCheckpointBar() {
        getStyleClass().add("refusal");
        says.setId("savedNow");
        says.setMinWidth(USE_PREF_SIZE);
        path.getStyleClass().add("code");
        path.setMinWidth(40);
        path.setMaxWidth(Double.MAX_VALUE);
        path.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        HBox.setHgrow(path, Priority.ALWAYS);
        chat.setId("chatWithSaved");
        chat.setGraphic(new FontIcon("fas-comments"));
        dismiss.setId("dismissSaved");
        for (Button button : List.of(chat, dismiss)) {
            button.setMinWidth(USE_PREF_SIZE);
            button.setMnemonicParsing(false);
        }
        getChildren().setAll(new FontIcon("fas-save"), says, path, chat, dismiss);
        managedProperty().bind(visibleProperty());
    }

    void bind(WishedCheckpoint wished, FinishedCheckpoint finished, Words words) {
        says.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> said(wished.checkpointProperty().get(), words),
                                wished.checkpointProperty(),
                                words.languageProperty()));
        path.textProperty()
                .bind(wished.checkpointProperty().map(HomeDirectory::shorten).orElse(""));
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(wished.checkpointProperty().map(Path::toString).orElse(""));
        path.setTooltip(whole);
        chat.textProperty().bind(words.text("Chat with it"));
        chat.setOnAction(e -> finished.openInChat(wished.checkpointProperty().get()));
        dismiss.textProperty().bind(words.text("Dismiss"));
        dismiss.setOnAction(e -> wished.dismiss());
        visibleProperty().bind(wished.checkpointProperty().isNotNull());
    }

    private static String said(Path saved, Words words) {
        return saved == null
                ? ""
                : Checkpoint.named(saved)
                        .map(found -> words.say("Step {0} saved in", Numbers.count(found.step())))
                        .orElseGet(() -> words.say("Saved in"));
    }
}
