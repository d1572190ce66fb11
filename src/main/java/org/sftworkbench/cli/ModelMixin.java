package org.sftworkbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.engine.UsageTracking;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import picocli.CommandLine.Option;

/** The options that name a model and its tokenizer. */
final class ModelMixin extends WeightsMixin {
    @Option(
            names = "--tokenizer",
            paramLabel = "DIR",
            converter = ModelPlace.class,
            description =
                    "Take the tokenizer from here instead of from the model directory (of an"
                            + " adapter without one: its base model's).")
    Path tokenizer;

    Tokenizer openTokenizer() {
        UsageTracking.optOut();
        return HuggingFaceFileTokenizer.open(tokenizerPath());
    }

    /** The tokenizer, where one was named or the model directory has one. */
    Optional<Tokenizer> openTokenizerIfAny() {
        return tokenizer != null || Files.exists(tokenizerPath().resolve("tokenizer.json"))
                ? Optional.of(openTokenizer())
                : Optional.empty();
    }

    /** The directory with the tokenizer, where there is one. */
    Optional<Path> tokenizerPathIfAny() {
        return Optional.of(tokenizerPath())
                .filter(path -> Files.exists(path.resolve("tokenizer.json")));
    }

    private Path tokenizerPath() {
        return tokenizer == null ? ofTokenizer() : tokenizer;
    }
}
