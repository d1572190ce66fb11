package org.sftworkbench.cli;

import java.util.Optional;
import org.sftworkbench.model.Loading;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.ModelShape;
import org.sftworkbench.model.device.ComputeDevice;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which model is measured, and in what precision. */
final class BenchModelMixin {
    @Option(
            names = "--shape",
            paramLabel = "NAME|DIR",
            defaultValue = "qwen3-0.6b",
            description =
                    "Shape of the model, whose weights are random: qwen3-0.6b (the default),"
                            + " qwen2.5-0.5b, smollm2-135m, or a directory with a config.json.")
    String shape;

    @Mixin private ComputeMixin compute;

    ModelConfig config() {
        return ModelShape.read(shape);
    }

    Loading loading(boolean trainable, Optional<LoraConfig> lora) {
        // Says which libraries libtorch starts from, so before it does.
        ComputeDevice device = ComputeDevice.choose(compute.device);
        return new Loading(trainable, compute.precision, device.device(), lora, 0);
    }

    /** Where it is measured, and in what type. */
    ComputeMixin compute() {
        return compute;
    }
}
