package org.sftworkbench.ui.chat;

import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.sftworkbench.model.Precision;
import org.sftworkbench.ui.common.NumberBox;
import org.sftworkbench.ui.common.PaneLoader;

/** The sampling settings on the screen. FX thread only. */
public final class SamplingPanel extends VBox {
    @FXML private ToggleButton greedy;
    @FXML private ToggleButton sample;
    @FXML private NumberBox temperature;
    @FXML private NumberBox topP;
    @FXML private NumberBox topK;
    @FXML private NumberBox seed;
    @FXML private NumberBox maxNewTokens;
    @FXML private CheckBox ignoreEos;
    @FXML private ToggleButton float32;
    @FXML private ToggleButton bf16;
    private SamplingForm form;

    public SamplingPanel() {
        PaneLoader.load(this);
    }

    void bind(SamplingForm bound) {
        form = bound;
        ToggleChoice.bind(form.greedyProperty(), Map.of(greedy, true, sample, false));
        ToggleChoice.bind(
                form.precisionProperty(), Map.of(float32, Precision.FLOAT32, bf16, Precision.BF16));
        temperature.bind(form.temperature());
        topP.bind(form.topP());
        topK.bind(form.topK());
        seed.bind(form.seed());
        maxNewTokens.bind(form.maxNewTokens());
        ignoreEos.selectedProperty().bindBidirectional(form.ignoreEosProperty());
        for (NumberBox box : List.of(temperature, topP, topK, seed)) {
            box.disableProperty().bind(form.greedyProperty());
        }
    }

    @FXML
    private void reset() {
        form.reset();
    }
}
