package org.sftworkbench.ui.train;

import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.layout.VBox;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.model.Precision;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.words.Words;

/** How a run is computed, folded to a line until it is asked for. FX thread only. */
public final class ComputationPanel extends VBox {
    @FXML private FoldBox fold;
    @FXML private ChoiceBox<Precision> precision;
    @FXML private ChoiceBox<String> device;
    @FXML private CheckBox checkpointing;
    @FXML private CheckBox lossOfAll;

    public ComputationPanel() {}

    void bind(ComputationForm form, Words words) {
        PaneLoader.load(this, words);
        SaidChoices.fill(
                precision,
                form.precisionProperty(),
                Precision.values(),
                words,
                choice -> choice == Precision.BF16 ? words.say("bf16, half size") : "float32");
        SaidChoices.fill(
                device,
                form.deviceProperty(),
                new String[] {ModelSettings.AUTO, "cpu", "cuda"},
                words,
                choice -> choice.equals(ModelSettings.AUTO) ? words.say("automatic") : choice);
        checkpointing.selectedProperty().bindBidirectional(form.checkpointingProperty());
        lossOfAll.selectedProperty().bindBidirectional(form.lossOfAllProperty());
        fold.summaryProperty().bind(form.summaryProperty());
    }
}
