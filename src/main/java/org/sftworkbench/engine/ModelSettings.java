package org.sftworkbench.engine;

import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.model.Loading;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.Precision;

/**
 * How a model directory is read and computed with. Plain data.
 *
 * @param precision of the weights
 * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param base the whole model under an adapter, where it is not the one that the adapter names
 */
public record ModelSettings(Precision precision, String device, Optional<Path> base) {
    /** The device that is chosen for the user. */
    public static final String AUTO = "auto";

    /** Float32 on the device that is chosen for the user. */
    public static final ModelSettings DEFAULTS =
            new ModelSettings(Precision.FLOAT32, AUTO, Optional.empty());

    /** The same in another precision. */
    public ModelSettings in(Precision other) {
        return new ModelSettings(other, device, base);
    }

    /** For reading, not for training. */
    Loading toRead(DeviceChoice devices) {
        return loading(devices, false, Optional.empty(), 0);
    }

    /** For training: every weight, or new adapters. */
    Loading toTrain(DeviceChoice devices, Optional<LoraConfig> lora, long seed) {
        return loading(devices, true, lora, seed);
    }

    private Loading loading(
            DeviceChoice devices, boolean trainable, Optional<LoraConfig> lora, long seed) {
        return new Loading(trainable, precision, devices.of(device), lora, seed, base);
    }
}
