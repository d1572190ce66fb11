package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.ProgressBar;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.hub.HubException;
import org.sftworkbench.hub.HubSettings;
import org.sftworkbench.hub.ModelHub;
import org.sftworkbench.hub.PulledModel;
import org.sftworkbench.hub.RepositoryId;
import org.sftworkbench.job.Bytes;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code sft pull}: brings a model from a Hub. */
@Command(
        name = "pull",
        description =
                "Download what a model needs here (configuration, tokenizer, chat templates,"
                        + " safetensors) from the Hugging Face Hub or a mirror, every file checked"
                        + " by size and hash. Stop it with Ctrl-C and run it again to go on.",
        sortOptions = false,
        footerHeading =
                "%nThe directory that is printed opens with --model. With --json, one line:%n",
        footer = {
            "  name, commit, directory, files, bytes, fetched (bytes that were not there yet)",
            "",
            "Kept as huggingface_hub does, which finds them too: HF_HOME, HF_HUB_CACHE, HF_ENDPOINT,",
            "HF_TOKEN, HF_TOKEN_PATH (or the login's file) and HF_HUB_OFFLINE are respected. The",
            "token goes to the Hub asked and to no other host; the login's file is not used with",
            "another --mirror."
        })
final class PullCommand implements Runnable {
    private static final String USUAL_REVISION = "main";

    private final Console console;
    private final Cancellation stop;
    private final HubEnvironment environment;

    @Parameters(
            paramLabel = "OWNER/NAME[@REV]",
            converter = TypedName.Converter.class,
            description =
                    "The repository, such as Qwen/Qwen3-0.6B, or the address of its page on the"
                            + " Hub.")
    TypedName name;

    @Option(
            names = "--revision",
            paramLabel = "REV",
            description = "Branch, tag or commit (main, or the one that the name or the page has).")
    String revision;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Put the files into this directory instead of the store.")
    Path to;

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            description = "Ask this Hub instead of huggingface.co or HF_ENDPOINT.")
    String mirror;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "For private and gated models; HF_TOKEN keeps it out of the shell's history.")
    String token;

    @Mixin JsonMixin output;

    PullCommand(Console console, Cancellation stop) {
        this(console, stop, HubEnvironment.ofProcess());
    }

    PullCommand(Console console, Cancellation stop, HubEnvironment environment) {
        this.console = console;
        this.stop = stop;
        this.environment = environment;
    }

    /** What was typed for the repository; a name that cannot be one is a mistake in the command. */
    record TypedName(RepositoryId id, Optional<String> revision) {
        static final class Converter implements ITypeConverter<TypedName> {
            @Override
            public TypedName convert(String text) {
                try {
                    return new TypedName(
                            RepositoryId.typed(text), RepositoryId.typedRevision(text));
                } catch (HubException e) {
                    throw new TypeConversionException(e.getMessage());
                }
            }
        }
    }

    /** What came of it as JSON. */
    record Line(
            String name, String commit, String directory, int files, long bytes, long fetched) {}

    @Override
    public void run() {
        RepositoryId id = name.id();
        String wanted = Optional.ofNullable(revision).or(name::revision).orElse(USUAL_REVISION);
        HubSettings settings =
                environment.settings(Optional.ofNullable(mirror), Optional.ofNullable(token));
        ProgressBar bar = new ProgressBar(console);
        Progress progress = output.json ? Progress.NONE : new TransferLine(bar);
        PulledModel model;
        try {
            model =
                    new ModelHub(settings)
                            .pull(id, wanted, Optional.ofNullable(to), progress, stop);
        } finally {
            bar.end();
        }
        if (output.json) {
            console.json(
                    new Line(
                            id.name(),
                            model.commit(),
                            model.directory().toString(),
                            model.files(),
                            model.bytes(),
                            model.fetched()));
        } else {
            console.line(
                    model.files()
                            + " files, "
                            + Bytes.text(model.bytes())
                            + ", of which "
                            + Bytes.text(model.fetched())
                            + " fetched now; commit "
                            + model.commit());
            console.line(model.directory().toString());
        }
    }
}
