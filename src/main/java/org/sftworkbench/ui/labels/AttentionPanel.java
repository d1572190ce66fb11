package org.sftworkbench.ui.labels;

import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.words.Words;

/** The attention matrix of a row of the batch, with what is to be said about it. FX thread only. */
public final class AttentionPanel extends VBox {
    @FXML private AttentionMap map;
    @FXML private ComboBox<String> rows;
    @FXML private Label counts;
    @FXML private CheckBox leakShown;
    @FXML private Label leak;
    @FXML private Label leakLegend;
    @FXML private Label paddingLegend;
    @FXML private Label saying;

    public AttentionPanel() {
        PaneLoader.load(this);
    }

    void bind(AttentionViewModel view, Words words) {
        map.pictureProperty().bind(view.pictureProperty());
        view.pointedProperty()
                .bind(
                        Bindings.when(map.hoveredProperty().isNotNull())
                                .then(map.hoveredProperty())
                                .otherwise(map.selectedProperty()));
        view.rowProperty().addListener((p, old, now) -> select(now.intValue()));
        view.titles().addListener((ListChangeListener<String>) change -> offer(view));
        offer(view);
        rows.getSelectionModel()
                .selectedIndexProperty()
                .addListener(
                        (p, old, now) -> {
                            if (now.intValue() >= 0) {
                                view.rowProperty().set(now.intValue());
                            }
                        });
        counts.textProperty().bind(view.countsProperty());
        leak.textProperty().bind(view.leakProperty());
        leakShown.selectedProperty().bindBidirectional(view.leakShownProperty());
        leakShown
                .disableProperty()
                .bind(view.pictureProperty().map(p -> p.blocks().blocks().size() < 2));
        leakLegend.visibleProperty().bind(view.leakShownProperty());
        leakLegend.managedProperty().bind(leakLegend.visibleProperty());
        paddingLegend
                .visibleProperty()
                .bind(view.pictureProperty().map(p -> p.blocks().tokens() < p.blocks().size()));
        paddingLegend.managedProperty().bind(paddingLegend.visibleProperty());
        saying.textProperty()
                .bind(
                        Bindings.when(view.explanationProperty().isEmpty())
                                .then(
                                        words.text(
                                                "Rows are the tokens that look, columns those looked"
                                                        + " at. Point at a cell to read who sees whom; a"
                                                        + " click holds it, the arrow keys move it."))
                                .otherwise(view.explanationProperty()));
    }

    private void offer(AttentionViewModel view) {
        int row = view.rowProperty().get();
        rows.setItems(FXCollections.observableArrayList(view.titles()));
        select(row);
    }

    private void select(int row) {
        rows.getSelectionModel().select(row);
    }
}
