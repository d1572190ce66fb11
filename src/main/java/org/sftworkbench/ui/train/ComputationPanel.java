package org.sftworkbench.ui.train;

import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.model.Precision;
import org.sftworkbench.ui.common.PaneLoader;

/** How a run is computed, folded to a line until it is asked for. FX thread only. */
public final class ComputationPanel extends VBox {
    @FXML private HBox heading;
    @FXML private FontIcon fold;
    @FXML private Label summary;
    @FXML private VBox details;
    @FXML private ChoiceBox<Precision> precision;
    @FXML private ChoiceBox<String> device;
    @FXML private CheckBox checkpointing;
    @FXML private CheckBox rightPadding;
    @FXML private CheckBox lossOfAll;

    public ComputationPanel() {
        PaneLoader.load(this);
        details.setVisible(false);
        details.managedProperty().bind(details.visibleProperty());
        summary.visibleProperty().bind(details.visibleProperty().not());
        summary.managedProperty().bind(summary.visibleProperty());
        details.visibleProperty()
                .addListener(
                        (o, was, is) ->
                                fold.setIconLiteral(is ? "fas-angle-down" : "fas-angle-right"));
    }

    void bind(ComputationForm form) {
        precision.getItems().setAll(Precision.values());
        precision.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Precision choice) {
                        return choice == Precision.BF16 ? "bf16, half the memory" : "float32";
                    }

                    @Override
                    public Precision fromString(String text) {
                        return null;
                    }
                });
        precision.valueProperty().bindBidirectional(form.precisionProperty());
        device.getItems().setAll(ModelSettings.AUTO, "cpu", "cuda");
        device.valueProperty().bindBidirectional(form.deviceProperty());
        checkpointing.selectedProperty().bindBidirectional(form.checkpointingProperty());
        rightPadding.selectedProperty().bindBidirectional(form.rightPaddingProperty());
        lossOfAll.selectedProperty().bindBidirectional(form.lossOfAllProperty());
        summary.textProperty().bind(form.summaryProperty());
    }

    @FXML
    private void toggle() {
        details.setVisible(!details.isVisible());
    }
}
