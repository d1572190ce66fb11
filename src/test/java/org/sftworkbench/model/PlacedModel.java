package org.sftworkbench.model;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.Optional;

/** A tiny checkpoint, the device of this machine to compute it on, and what multiplies there. */
public record PlacedModel(GoldenModel golden, Device device, OneDnn oneDnn) {
    public LanguageModel load(boolean trainable) {
        return load(golden.directory(), trainable, Precision.FLOAT32);
    }

    /** The same in another precision. */
    LanguageModel load(boolean trainable, Precision precision) {
        return load(golden.directory(), trainable, precision);
    }

    /** Another directory on the same device, to read only. */
    LanguageModel load(Path directory) {
        return load(directory, false, Precision.FLOAT32);
    }

    private LanguageModel load(Path directory, boolean trainable, Precision precision) {
        return LanguageModel.load(
                directory,
                new Loading(
                        trainable,
                        precision,
                        device,
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        false,
                        oneDnn));
    }

    @Override
    public String toString() {
        return golden.directory().getFileName()
                + " on "
                + device
                + (oneDnn.equals(OneDnn.ALWAYS) ? " by oneDNN" : "");
    }
}
