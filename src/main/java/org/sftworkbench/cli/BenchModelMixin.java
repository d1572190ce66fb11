package org.sftworkbench.cli;

import ai.djl.Device;
import java.util.Optional;
import org.sftworkbench.model.Loading;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.ModelShape;
import org.sftworkbench.model.Precision;
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

    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            defaultValue = "float32",
            description = "float32 (the default) or bf16.")
    String precision;

    ModelConfig config() {
        return ModelShape.read(shape);
    }

    Loading loading(boolean trainable, Optional<LoraConfig> lora) {
        return new Loading(trainable, type(), Device.cpu(), lora, 0);
    }

    private Precision type() {
        return switch (precision) {
            case "float32" -> Precision.FLOAT32;
            case "bf16" -> Precision.BF16;
            default ->
                    throw new CommandFailure(
                            "--precision is \"" + precision + "\"; it must be float32 or bf16");
        };
    }
}
