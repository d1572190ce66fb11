package org.sftworkbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.RunDirectory;
import picocli.CommandLine.Option;

/** The options that name a model's weights. */
class WeightsMixin {
    @Option(
            names = "--model",
            paramLabel = "DIR",
            required = true,
            converter = ModelPlace.class,
            description =
                    "Model directory in the Hub's layout: config.json, model.safetensors,"
                            + " tokenizer.json; or an adapter's in PEFT's layout, which names its"
                            + " base model; or OWNER/NAME of a model that 'sft pull' brought.")
    Path model;

    @Option(
            names = "--adapter",
            paramLabel = "DIR",
            converter = ModelPlace.class,
            description =
                    "A LoRA adapter over --model, whatever base model it names itself:"
                            + " adapter_config.json, adapter_model.safetensors.")
    Path adapter;

    /** The configuration, read before any work is done, so that a wrong directory is told first. */
    final ModelConfig config() {
        check();
        return ModelConfig.read(model);
    }

    /** The directory the engine reads: the adapter's, where there is one. */
    final Path directory() {
        check();
        return adapter == null ? model : adapter;
    }

    /** The whole model, where the adapter is not to be asked for it. */
    final Optional<Path> base() {
        return adapter == null ? Optional.empty() : Optional.of(model);
    }

    final boolean isAdapter() {
        return adapter != null || ModelDirectory.isAdapter(model);
    }

    /** The directory with the tokenizer: an adapter's own, else the whole model's. */
    final Path ofTokenizer() {
        if (adapter == null) {
            return ModelDirectory.ofTokenizer(model);
        }
        return Files.exists(adapter.resolve("tokenizer.json")) ? adapter : model;
    }

    private void check() {
        refuseUnfinishedRun();
        if (adapter == null) {
            return;
        }
        if (!Files.isDirectory(adapter)) {
            throw new CommandFailure(adapter + ": there is no such directory");
        }
        if (!ModelDirectory.isAdapter(adapter)) {
            throw new CommandFailure(
                    adapter
                            + ": is not an adapter; --adapter wants a directory with"
                            + " adapter_config.json and without a whole model's weights");
        }
        if (ModelDirectory.isAdapter(model)) {
            throw new CommandFailure(
                    model
                            + ": is an adapter itself; with --adapter, --model is the whole model"
                            + " under it");
        }
    }

    private void refuseUnfinishedRun() {
        RunDirectory run = new RunDirectory(model);
        if (!run.exists()
                || Files.exists(model.resolve("config.json"))
                || ModelDirectory.isAdapter(model)) {
            return;
        }
        String newest =
                Checkpoints.newestValid(run)
                        .map(checkpoint -> "; its newest checkpoint is " + checkpoint.path())
                        .orElse("");
        throw new CommandFailure(
                model
                        + ": is a run that has not finished"
                        + newest
                        + ". Go on with it: "
                        + ShellWords.resume(model));
    }
}
