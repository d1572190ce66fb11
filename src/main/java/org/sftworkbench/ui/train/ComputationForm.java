package org.sftworkbench.ui.train;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.model.Precision;
import org.sftworkbench.train.StepOptions;

/** With what and how a run is computed, as the user chooses it. FX thread only. */
public final class ComputationForm {
    private final ObjectProperty<Precision> precision =
            new SimpleObjectProperty<>(this, "precision", Precision.FLOAT32);
    private final StringProperty device =
            new SimpleStringProperty(this, "device", ModelSettings.AUTO);
    private final BooleanProperty checkpointing = new SimpleBooleanProperty(this, "checkpointing");
    private final BooleanProperty rightPadding = new SimpleBooleanProperty(this, "rightPadding");
    private final BooleanProperty lossOfAll = new SimpleBooleanProperty(this, "lossOfAll", true);
    private final StringBinding summary =
            Bindings.createStringBinding(
                    this::words, precision, device, checkpointing, rightPadding, lossOfAll);

    ModelSettings settings() {
        return new ModelSettings(precision.get(), device.get(), Optional.empty());
    }

    StepOptions step() {
        return new StepOptions(rightPadding.get(), checkpointing.get(), lossOfAll.get());
    }

    private String words() {
        return (precision.get() == Precision.BF16 ? "bf16" : "float32")
                + ", "
                + (device.get().equals(ModelSettings.AUTO) ? "automatic device" : device.get())
                + (checkpointing.get() ? ", checkpointing" : "")
                + (rightPadding.get() ? ", padded" : "")
                + (lossOfAll.get() ? "" : ", SFT loss only");
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
