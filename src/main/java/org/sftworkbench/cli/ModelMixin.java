package org.sftworkbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.engine.UsageTracking;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import picocli.CommandLine.Option;

/** The options that name a model and its tokenizer. */
final class ModelMixin {
    @Option(
            names = "--model",
            paramLabel = "DIR",
            required = true,
            description =
                    "Model directory in the Hub's layout: config.json, model.safetensors,"
                            + " tokenizer.json.")
    Path model;

    @Option(
            names = "--tokenizer",
            paramLabel = "DIR",
            description = "Take the tokenizer from here instead of from the model directory.")
    Path tokenizer;

    /** The configuration, read before any work is done, so that a wrong directory is told first. */
    ModelConfig config() {
        return ModelConfig.read(model);
    }

    Tokenizer openTokenizer() {
        UsageTracking.optOut();
        return HuggingFaceFileTokenizer.open(tokenizerPath());
    }

    /** The tokenizer, where one was named or the model directory has one. */
    Optional<Tokenizer> openTokenizerIfAny() {
        return tokenizer != null || Files.exists(model.resolve("tokenizer.json"))
                ? Optional.of(openTokenizer())
                : Optional.empty();
    }

    private Path tokenizerPath() {
        return tokenizer == null ? model : tokenizer;
    }
}
