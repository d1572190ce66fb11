package org.sftworkbench.ui.labels;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.mask.MaskOptions;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.PackingStrategy;
import org.sftworkbench.train.RunRanges;
import org.sftworkbench.ui.common.FormField;
import org.sftworkbench.ui.common.words.Words;

/**
 * The switches that say how the chosen rows become a batch: as a run would train them, until one of
 * them is set otherwise. FX thread only.
 */
public final class BatchForm {
    private static final int TRL_MAX_LENGTH = 1024;

    private final BooleanProperty asInTrain = new SimpleBooleanProperty(this, "asInTrain", true);
    private final ObjectProperty<BatchLayout> layout =
            new SimpleObjectProperty<>(this, "layout", BatchLayout.PADDED);
    private final ObjectProperty<PaddingSide> side =
            new SimpleObjectProperty<>(this, "side", PaddingSide.RIGHT);
    private final ObjectProperty<PackingStrategy> packing =
            new SimpleObjectProperty<>(this, "packing", PackingStrategy.BFD);
    private final FormField<Integer> maxLength;
    private final ObjectProperty<LengthPolicy.Overlong> overlong =
            new SimpleObjectProperty<>(this, "overlong", LengthPolicy.Overlong.KEEP_START);
    private final ObservableList<MaskChoice> masks =
            FXCollections.observableArrayList(MaskChoice.values());
    private final ObjectProperty<MaskChoice> mask =
            new SimpleObjectProperty<>(this, "mask", MaskChoice.FOLLOW);
    private final StringProperty fromLastToken =
            new SimpleStringProperty(this, "fromLastToken", "<think>");
    private final StringProperty marker =
            new SimpleStringProperty(this, "marker", MaskPolicy.After.CHATML);
    private final BooleanProperty endOfTurn = new SimpleBooleanProperty(this, "endOfTurn", true);
    private final BooleanProperty trailingSpace =
            new SimpleBooleanProperty(this, "trailingSpace", false);
    private final BooleanProperty reasoning = new SimpleBooleanProperty(this, "reasoning", true);
    private final Runnable changed;
    private TrainedLayout trained =
            new TrainedLayout(
                    BatchLayout.PADDED, PackingStrategy.BFD, LengthPolicy.Overlong.KEEP_START);
    private boolean followingTrain;

    /**
     * @param changed told after anything was switched
     */
    BatchForm(Words words, Runnable changed) {
        this.changed = changed;
        maxLength = FormField.wholeNumber(words, Words.key("Max length"), RunRanges.LENGTH);
        maxLength.offer(TRL_MAX_LENGTH);
        for (ObservableValue<?> value :
                List.of(layout, side, packing, maxLength.textProperty(), overlong)) {
            value.addListener((p, old, now) -> laidOut());
        }
        asInTrain.addListener(
                (p, old, now) -> {
                    if (now) {
                        followTrain();
                    }
                });
        for (ObservableValue<?> value :
                List.of(mask, fromLastToken, marker, endOfTurn, trailingSpace, reasoning)) {
            value.addListener((p, old, now) -> changed.run());
        }
    }

    /** Says how a run lays rows out; done here too while {@link #asInTrainProperty} is on. */
    public void offer(TrainedLayout layoutOfRuns) {
        if (!layoutOfRuns.equals(trained)) {
            trained = layoutOfRuns;
            if (asInTrain.get()) {
                followTrain();
            }
        }
    }

    private void followTrain() {
        followingTrain = true;
        layout.set(trained.layout());
        side.set(PaddingSide.RIGHT);
        packing.set(trained.packing());
        overlong.set(trained.overlong());
        maxLength.reset();
        followingTrain = false;
        changed.run();
    }

    private void laidOut() {
        if (!followingTrain) {
            if (!isAsTrained()) {
                asInTrain.set(false);
            }
            changed.run();
        }
    }

    private boolean isAsTrained() {
        return layout.get() == trained.layout()
                && side.get() == PaddingSide.RIGHT
                && packing.get() == trained.packing()
                && overlong.get() == trained.overlong()
                && !maxLength.isTouched();
    }

    /** The layout of now, with the last length that could be used. */
    BatchSettings settings(int lastLength) {
        return new BatchSettings(
                layout.get(),
                side.get(),
                new LengthPolicy(maxLength.value().orElse(lastLength), overlong.get()),
                packing.get());
    }

    /** The encoding with the mask that is switched on here. */
    EncodingOptions encoding(EncodingOptions inUse) {
        MaskOptions options =
                new MaskOptions(endOfTurn.get(), trailingSpace.get(), reasoning.get());
        MaskPolicy policy =
                switch (chosenMask()) {
                    case FOLLOW -> inUse.policy();
                    case ASSISTANT -> new MaskPolicy.Assistant(options);
                    case LAST_ASSISTANT -> new MaskPolicy.LastAssistant(options);
                    case COMPLETION -> new MaskPolicy.Completion(options);
                    case FROM_LAST -> new MaskPolicy.FromLast(fromLastToken.get());
                    case AFTER ->
                            new MaskPolicy.After(
                                    MaskPolicy.After.typed(marker.get()).marker(), options);
                    case GENERATION -> new MaskPolicy.Generation();
                    case GENERATION_OF_COMPLETION -> new MaskPolicy.Generation(true);
                    case ALL -> new MaskPolicy.All();
                };
        return inUse.with(policy);
    }

    // A list that gets new items shows nothing for a moment.
    private MaskChoice chosenMask() {
        return mask.get() == null ? MaskChoice.FOLLOW : mask.get();
    }

    /** Offers the masks that apply to a template; one that does not is left. */
    void offerMasks(EncodingOptions inUse) {
        List<MaskChoice> offered = MaskChoice.of(inUse.template());
        if (!masks.equals(offered)) {
            MaskChoice before = chosenMask();
            masks.setAll(offered);
            mask.set(offered.contains(before) ? before : MaskChoice.FOLLOW);
        }
    }

    /**
     * Whether layout, length and what becomes of longer rows are those of the Train pane. Another
     * choice here turns it off; turning it on takes them over again.
     */
    public BooleanProperty asInTrainProperty() {
        return asInTrain;
    }

    public ObjectProperty<BatchLayout> layoutProperty() {
        return layout;
    }

    /** Where padding goes; of padded batches only. */
    public ObjectProperty<PaddingSide> sideProperty() {
        return side;
    }

    /** Which pack a row goes into; of packed batches only. */
    public ObjectProperty<PackingStrategy> packingProperty() {
        return packing;
    }

    /** Tokens a row may have, and what packs are filled up to; 0 for any number. */
    public FormField<Integer> maxLength() {
        return maxLength;
    }

    /** What becomes of a row that is too long. */
    public ObjectProperty<LengthPolicy.Overlong> overlongProperty() {
        return overlong;
    }

    public ObservableList<MaskChoice> masks() {
        return masks;
    }

    public ObjectProperty<MaskChoice> maskProperty() {
        return mask;
    }

    /** The token that {@link MaskChoice#FROM_LAST} looks for. */
    public StringProperty fromLastTokenProperty() {
        return fromLastToken;
    }

    /** The text that {@link MaskChoice#AFTER} looks for, as it is typed. */
    public StringProperty markerProperty() {
        return marker;
    }

    /** Whether the token that ends a turn counts. */
    public BooleanProperty endOfTurnProperty() {
        return endOfTurn;
    }

    /** Whether the white space after it counts. */
    public BooleanProperty trailingSpaceProperty() {
        return trailingSpace;
    }

    /** Whether reasoning counts. */
    public BooleanProperty reasoningProperty() {
        return reasoning;
    }
}
