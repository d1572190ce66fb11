package org.sftworkbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.ProgressBar;
import org.sftworkbench.engine.CheckpointTarget;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.model.Precision;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sft merge}: makes a LoRA adapter part of its base model. */
@picocli.CommandLine.Command(
        name = "merge",
        description =
                "Add a LoRA adapter to its base model's weights and save the whole model, which"
                        + " then needs neither.",
        sortOptions = false,
        footerHeading = "%nWith --json, one line holds:%n",
        footer = {
            "  checkpoint  where the whole model was saved",
            "  seconds     how long it took",
            "",
            "The sums are made in float32 and stored in the base model's type: where that is",
            "bf16, the merged weights are rounded to it."
        })
final class MergeCommand implements Runnable {
    private static final long MEGABYTE = 1_000_000;

    private final Console console;
    private final Cancellation stop;

    @Option(
            names = "--model",
            paramLabel = "ADAPTER",
            required = true,
            converter = ModelPlace.class,
            description =
                    "Adapter directory in PEFT's layout, or OWNER/NAME of one that 'sft pull'"
                            + " brought.")
    Path adapter;

    @Option(
            names = "--base",
            paramLabel = "DIR",
            converter = ModelPlace.class,
            description = "The whole model under it, where it is not the one the adapter names.")
    Path base;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Save the whole model here: a directory that does not exist or is empty.")
    Path out;

    @Mixin JsonMixin output;

    MergeCommand(Console console, Cancellation stop) {
        this.console = console;
        this.stop = stop;
    }

    /** What came of it as JSON. */
    record Line(String checkpoint, double seconds) {}

    private void show(Event event, ProgressBar bar) {
        if (!output.json && event instanceof Event.Merging written) {
            bar.report(
                    "merging",
                    written.bytes() / MEGABYTE,
                    Math.max(1, written.total() / MEGABYTE),
                    "MB");
        }
    }

    @Override
    public void run() {
        if (!Files.isDirectory(adapter)) {
            throw new CommandFailure(adapter + ": there is no such directory");
        }
        if (!ModelDirectory.isAdapter(adapter)) {
            throw new CommandFailure(
                    adapter
                            + ": is not an adapter; there is no adapter_config.json in it, or a"
                            + " config.json that makes it a whole model");
        }
        ModelConfig.read(base == null ? adapter : base);
        new CheckpointTarget(out).check();
        ModelSettings settings =
                new ModelSettings(Precision.FLOAT32, "cpu", Optional.ofNullable(base));
        try (EngineSession engine = new EngineSession(stop)) {
            ProgressBar bar = new ProgressBar(console);
            Event.Merged end =
                    engine.run(
                            new Command.Merge(adapter, settings, out),
                            Event.Merged.class,
                            event -> show(event, bar));
            bar.end();
            if (output.json) {
                console.json(new Line(end.checkpoint().toString(), end.seconds()));
            } else {
                console.line(
                        "merged in "
                                + ProgressBar.clock(end.seconds())
                                + "; saved in "
                                + end.checkpoint());
            }
        }
    }
}
