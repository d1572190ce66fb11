package org.sftworkbench.ui.labels;

import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.PackingStrategy;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.ToggleChoice;
import org.sftworkbench.ui.common.words.Words;

/** The switches above the batch. FX thread only. */
public final class BatchToolStrip extends FlowPane {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    @FXML private CheckBox asInTrain;
    @FXML private ToggleButton padded;
    @FXML private ToggleButton paddingFree;
    @FXML private ToggleButton packed;
    @FXML private Node sides;
    @FXML private Node packings;
    @FXML private ToggleButton bestFit;
    @FXML private ToggleButton firstFit;
    @FXML private ToggleButton right;
    @FXML private ToggleButton left;
    @FXML private Label maxLengthLabel;
    @FXML private TextField maxLength;
    @FXML private ToggleButton leaveOut;
    @FXML private ToggleButton keepStart;
    @FXML private ToggleButton keepEnd;
    @FXML private ToggleButton shifted;
    @FXML private ToggleButton aligned;
    @FXML private Node templateChoice;
    @FXML private Label template;
    @FXML private ComboBox<MaskChoice> policy;
    @FXML private TextField fromLastToken;
    @FXML private TextField marker;
    @FXML private Node maskOptions;
    @FXML private CheckBox endOfTurn;
    @FXML private CheckBox trailingSpace;
    @FXML private CheckBox reasoning;

    public BatchToolStrip() {
        PaneLoader.load(this);
    }

    void bind(LabelsViewModel view) {
        BatchForm form = view.form();
        asInTrain.selectedProperty().bindBidirectional(form.asInTrainProperty());
        ToggleChoice.bind(
                form.layoutProperty(),
                Map.of(
                        padded,
                        BatchLayout.PADDED,
                        paddingFree,
                        BatchLayout.PADDING_FREE,
                        packed,
                        BatchLayout.PACKED));
        ToggleChoice.bind(
                form.sideProperty(), Map.of(right, PaddingSide.RIGHT, left, PaddingSide.LEFT));
        ToggleChoice.bind(
                form.packingProperty(),
                Map.of(bestFit, PackingStrategy.BFD, firstFit, PackingStrategy.FFD));
        ToggleChoice.bind(
                form.overlongProperty(),
                Map.of(
                        leaveOut,
                        LengthPolicy.Overlong.FILTER,
                        keepStart,
                        LengthPolicy.Overlong.KEEP_START,
                        keepEnd,
                        LengthPolicy.Overlong.KEEP_END));
        ToggleChoice.bind(
                view.conventionProperty(),
                Map.of(shifted, LabelConvention.SHIFTED, aligned, LabelConvention.ALIGNED));
        sides.disableProperty().bind(form.layoutProperty().isNotEqualTo(BatchLayout.PADDED));
        showOnlyWhile(packings, form.layoutProperty().isEqualTo(BatchLayout.PACKED));
        showOnlyWhile(sides, form.layoutProperty().isNotEqualTo(BatchLayout.PACKED));
        bindLength(form, view.words());
        bindTemplate(view);
        bindMask(form, view.words());
    }

    private void bindTemplate(LabelsViewModel view) {
        showOnlyWhile(templateChoice, view.captionProperty().isNotNull());
        template.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        view.captionProperty().get() == null
                                                ? ""
                                                : view.captionProperty().get().ofRows(view.words()),
                                view.captionProperty(),
                                view.words().languageProperty()));
    }

    private void bindLength(BatchForm form, Words words) {
        maxLengthLabel.setLabelFor(maxLength);
        maxLength.textProperty().bindBidirectional(form.maxLength().textProperty());
        Tooltip help = new Tooltip();
        help.setWrapText(true);
        help.setMaxWidth(320);
        var problem = form.maxLength().problemProperty();
        help.textProperty()
                .bind(
                        Bindings.when(problem.isEmpty())
                                .then(
                                        words.text(
                                                "Tokens a row may have, and what packs are filled"
                                                        + " up to; 0 for any number"))
                                .otherwise(problem));
        maxLength.setTooltip(help);
        problem.addListener(
                (p, old, now) -> maxLength.pseudoClassStateChanged(DANGER, !now.isEmpty()));
    }

    private void bindMask(BatchForm form, Words words) {
        policy.setItems(form.masks());
        policy.setCellFactory(list -> new MaskCell(words));
        policy.setButtonCell(new MaskCell(words));
        policy.valueProperty().bindBidirectional(form.maskProperty());
        fromLastToken.textProperty().bindBidirectional(form.fromLastTokenProperty());
        marker.textProperty().bindBidirectional(form.markerProperty());
        showOnlyWhile(marker, form.maskProperty().isEqualTo(MaskChoice.AFTER));
        showOnlyWhile(fromLastToken, form.maskProperty().isEqualTo(MaskChoice.FROM_LAST));
        showOnlyWhile(
                maskOptions, form.maskProperty().map(mask -> mask.hasOptions()).orElse(false));
        endOfTurn.selectedProperty().bindBidirectional(form.endOfTurnProperty());
        trailingSpace.selectedProperty().bindBidirectional(form.trailingSpaceProperty());
        reasoning.selectedProperty().bindBidirectional(form.reasoningProperty());
    }

    private static void showOnlyWhile(Node node, ObservableValue<Boolean> condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(node.visibleProperty());
    }

    /** A mask by its name, in the language of now. */
    private static final class MaskCell extends ListCell<MaskChoice> {
        private final Words words;

        MaskCell(Words words) {
            this.words = words;
        }

        @Override
        protected void updateItem(MaskChoice choice, boolean empty) {
            super.updateItem(choice, empty);
            textProperty().unbind();
            if (empty || choice == null) {
                setText("");
            } else {
                textProperty().bind(words.text(choice.title()));
            }
        }
    }
}
