package org.sftworkbench.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.model.Precision;
import org.sftworkbench.train.PackingStrategy;
import org.sftworkbench.train.StepOptions;
import org.sftworkbench.ui.common.words.Words;

/** With what and how a run is computed, as the user chooses it. FX thread only. */
public final class ComputationForm {
    private final Words words;
    private final ObjectProperty<Precision> precision =
            new SimpleObjectProperty<>(this, "precision", Precision.FLOAT32);
    private final StringProperty device =
            new SimpleStringProperty(this, "device", ModelSettings.AUTO);
    private final BooleanProperty checkpointing = new SimpleBooleanProperty(this, "checkpointing");
    private final ObjectProperty<BatchLayout> layout =
            new SimpleObjectProperty<>(this, "layout", BatchLayout.PADDING_FREE);
    private final ObjectProperty<PackingStrategy> packing =
            new SimpleObjectProperty<>(this, "packing", PackingStrategy.BFD);
    private final BooleanProperty rightPadding = new SimpleBooleanProperty(this, "rightPadding");
    private final BooleanProperty lossOfAll = new SimpleBooleanProperty(this, "lossOfAll", true);
    private final StringBinding summary;

    ComputationForm(Words words) {
        this.words = words;
        layout.addListener((o, was, is) -> rightPadding.set(is == BatchLayout.PADDED));
        rightPadding.addListener((o, was, is) -> choosePadding(is));
        summary =
                Bindings.createStringBinding(
                        this::summary,
                        precision,
                        device,
                        checkpointing,
                        lossOfAll,
                        words.languageProperty());
    }

    private void choosePadding(boolean padded) {
        if (padded) {
            layout.set(BatchLayout.PADDED);
        } else if (layout.get() == BatchLayout.PADDED) {
            layout.set(BatchLayout.PADDING_FREE);
        }
    }

    ModelSettings settings() {
        return new ModelSettings(precision.get(), device.get(), Optional.empty());
    }

    StepOptions step() {
        return new StepOptions(
                layout.get() == BatchLayout.PADDED,
                checkpointing.get(),
                lossOfAll.get(),
                layout.get() == BatchLayout.PACKED,
                packing.get());
    }

    private String summary() {
        List<String> parts = new ArrayList<>();
        parts.add(precision.get() == Precision.BF16 ? "bf16" : "float32");
        parts.add(
                device.get().equals(ModelSettings.AUTO)
                        ? words.say("automatic device")
                        : device.get());
        if (checkpointing.get()) {
            parts.add(words.say("checkpointing"));
        }
        if (!lossOfAll.get()) {
            parts.add(words.say("SFT loss only"));
        }
        return String.join(", ", parts);
    }

    /** All that is chosen here. */
    List<Property<?>> values() {
        return List.of(precision, device, checkpointing, layout, packing, lossOfAll);
    }

    /** Puts every value back to its default. */
    public void reset() {
        precision.set(Precision.FLOAT32);
        device.set(ModelSettings.AUTO);
        checkpointing.set(false);
        layout.set(BatchLayout.PADDING_FREE);
        packing.set(PackingStrategy.BFD);
        lossOfAll.set(true);
    }

    /** The type the weights are held and multiplied in. */
    public ObjectProperty<Precision> precisionProperty() {
        return precision;
    }

    /** {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}. */
    public StringProperty deviceProperty() {
        return device;
    }

    /** Whether activations are computed again on the way back instead of being kept. */
    public BooleanProperty checkpointingProperty() {
        return checkpointing;
    }

    /** How the rows of a batch lie. */
    public ObjectProperty<BatchLayout> layoutProperty() {
        return layout;
    }

    /** Which pack a row goes into; of packed batches only. */
    public ObjectProperty<PackingStrategy> packingProperty() {
        return packing;
    }

    /** Whether rows are padded to the longest instead of standing end to end. */
    public BooleanProperty rightPaddingProperty() {
        return rightPadding;
    }

    /** Whether the loss of unsupervised tokens is measured too. */
    public BooleanProperty lossOfAllProperty() {
        return lossOfAll;
    }

    /** The choices in a few words. */
    public StringBinding summaryProperty() {
        return summary;
    }
}
