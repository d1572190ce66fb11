package org.sftworkbench.ui.train;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.words.Words;

/** Saves a run on its way. FX thread only. */
public final class SaveNowButton extends Button {
    public SaveNowButton() {
        setMinWidth(USE_PREF_SIZE);
        setGraphic(new FontIcon("fas-save"));
    }

    void bind(WishedCheckpoint wished, Words words) {
        textProperty().bind(words.text("Save"));
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty()
                .bind(
                        words.text(
                                "Saves a checkpoint after the step in work, or at once while the"
                                        + " run is paused. The run goes on as it was."));
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(340);
        setTooltip(tooltip);
        setOnAction(e -> wished.ask());
        disableProperty().bind(wished.canAskProperty().not());
    }
}
