package org.sftworkbench.ui.train;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.common.NumberBox;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.words.Words;

/** The choice between every weight and an adapter on the screen. FX thread only. */
public final class MethodPanel extends VBox {
    @FXML private HBox choice;
    @FXML private RadioButton full;
    @FXML private RadioButton lora;
    @FXML private Label onAdapter;
    @FXML private VBox adapter;
    @FXML private NumberBox rank;
    @FXML private NumberBox alpha;
    @FXML private Hyperlink more;
    @FXML private VBox details;
    @FXML private NumberBox dropout;
    @FXML private NumberBox targets;
    @FXML private NumberBox modulesToSave;
    @FXML private Label targetProblem;
    @FXML private CheckBox rankStabilized;
    @FXML private Label count;

    public MethodPanel() {}

    void bind(MethodForm form, Words words) {
        PaneLoader.load(this, words);
        ToggleGroup method = new ToggleGroup();
        full.setToggleGroup(method);
        lora.setToggleGroup(method);
        full.setSelected(!form.loraProperty().get());
        lora.selectedProperty().bindBidirectional(form.loraProperty());
        // The group would otherwise keep neither button where the form goes back.
        form.loraProperty().addListener((o, was, is) -> full.setSelected(!is));
        rank.bind(form.rank());
        alpha.bind(form.alpha());
        dropout.bind(form.dropout());
        targets.bind(form.targets());
        modulesToSave.bind(form.modulesToSave());
        rankStabilized.selectedProperty().bindBidirectional(form.rankStabilizedProperty());
        targetProblem.textProperty().bind(words.told(form.targetProblemProperty()));
        count.textProperty().bind(form.summaryProperty());
        BooleanBinding whole = form.adapterOpenProperty().not();
        showWhere(choice, whole);
        showWhere(onAdapter, whole.not());
        showWhere(adapter, whole.and(form.loraProperty()));
        showWhere(targetProblem, targetProblem.textProperty().isNotEmpty());
        showWhere(count, count.textProperty().isNotEmpty());
        details.setVisible(false);
        details.managedProperty().bind(details.visibleProperty());
        more.textProperty()
                .bind(
                        Bindings.when(details.visibleProperty())
                                .then(words.text("Less"))
                                .otherwise(words.text("Dropout, layers, rsLoRA …")));
        // What is wrong must be seen where it stands.
        form.problemProperty()
                .addListener(
                        (o, was, is) -> {
                            if (!is.isEmpty()) {
                                details.setVisible(true);
                            }
                        });
    }

    @FXML
    private void showMore() {
        more.setVisited(false);
        details.setVisible(!details.isVisible());
    }

    private static void showWhere(Node node, javafx.beans.value.ObservableValue<Boolean> shown) {
        node.visibleProperty().bind(shown);
        node.managedProperty().bind(node.visibleProperty());
    }
}
