package org.sftworkbench.ui.chat;

import java.util.List;
import java.util.Map;
import javafx.beans.binding.StringBinding;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.sftworkbench.model.Precision;
import org.sftworkbench.ui.common.NumberBox;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.ToggleChoice;
import org.sftworkbench.ui.common.words.Words;

/** The sampling settings on the screen. FX thread only. */
public final class SamplingPanel extends VBox {
    @FXML private ToggleButton greedy;
    @FXML private ToggleButton sample;
    @FXML private NumberBox temperature;
    @FXML private NumberBox topP;
    @FXML private NumberBox topK;
    @FXML private NumberBox minP;
    @FXML private NumberBox repetitionPenalty;
    @FXML private TextArea stopStrings;
    @FXML private NumberBox seed;
    @FXML private NumberBox maxNewTokens;
    @FXML private CheckBox ignoreEos;
    @FXML private ToggleButton float32;
    @FXML private ToggleButton bf16;
    private SamplingForm form;

    public SamplingPanel() {
        PaneLoader.load(this);
    }

    void bind(SamplingForm bound, Words words) {
        form = bound;
        ToggleChoice.bind(form.greedyProperty(), Map.of(greedy, true, sample, false));
        ToggleChoice.bind(
                form.precisionProperty(), Map.of(float32, Precision.FLOAT32, bf16, Precision.BF16));
        temperature.bind(form.temperature());
        topP.bind(form.topP());
        topK.bind(form.topK());
        minP.bind(form.minP());
        repetitionPenalty.bind(form.repetitionPenalty());
        TabTraversal.in(stopStrings);
        stopStrings.textProperty().bindBidirectional(form.stopStringsProperty());
        seed.bind(form.seed());
        maxNewTokens.bind(form.maxNewTokens());
        ignoreEos.selectedProperty().bindBidirectional(form.ignoreEosProperty());
        help(
                temperature,
                words.text("Above 1 makes unlikely tokens likelier, below 1 less likely."));
        help(seed, words.text("The same seed draws the same answer."));
        help(
                topP,
                words.text(
                        "Keeps the likeliest tokens that together reach this probability; 1 keeps"
                                + " all."));
        help(topK, words.text("Keeps this many likeliest tokens; 0 keeps all."));
        help(
                minP,
                words.text(
                        "Keeps tokens at least this fraction as likely as the likeliest; 0 keeps"
                                + " all."));
        help(
                repetitionPenalty,
                words.text(
                        "Above 1 makes tokens less likely that the text holds already, the prompt"
                                + " included; greedy answers too."));
        help(maxNewTokens, words.text("An answer that has not stopped by then is cut."));
        for (NumberBox box : List.of(temperature, topP, topK, minP, seed)) {
            box.disableProperty().bind(form.greedyProperty());
        }
    }

    private static void help(NumberBox box, StringBinding text) {
        box.setHelp("");
        box.helpProperty().bind(text);
    }

    @FXML
    private void reset() {
        form.reset();
    }
}
