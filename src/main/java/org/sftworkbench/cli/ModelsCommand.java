package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.hub.PartialDownload;
import org.sftworkbench.hub.PartialDownloads;
import org.sftworkbench.hub.StoredModel;
import org.sftworkbench.hub.StoredModels;
import org.sftworkbench.job.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sft models}: which models are on this machine. */
@Command(
        name = "models",
        description =
                "List the models on this machine: those in the Hugging Face cache, whoever put them"
                        + " there, and those in directories that are named; and downloads that are"
                        + " not complete, with what goes on with them.",
        sortOptions = false,
        footerHeading = "%nWith --json, a line for each:%n",
        footer = {
            "  name, revision, type, bytes, obstacle (why it cannot be opened, else null), directory,",
            "  needed, running, command; of a download that is not complete, bytes is what is there,",
            "  needed the bytes of all that it brings (null where that is not known), running whether",
            "  it goes on now, and command what goes on with it; else these three are null"
        })
final class ModelsCommand implements Runnable {
    private final Console console;
    private final HubEnvironment environment;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..*",
            description = "Also list the models in these directories.")
    List<Path> directories = new ArrayList<>();

    @Mixin JsonMixin output;

    ModelsCommand(Console console) {
        this(console, HubEnvironment.ofProcess());
    }

    ModelsCommand(Console console, HubEnvironment environment) {
        this.console = console;
        this.environment = environment;
    }

    /** A model, or a download that is not complete, as JSON. */
    record Line(
            String name,
            String revision,
            String type,
            long bytes,
            String obstacle,
            String directory,
            Long needed,
            Boolean running,
            List<String> command) {}

    @Override
    public void run() {
        Path store = environment.store();
        List<PartialDownload> begun = PartialDownloads.inStore(store);
        List<StoredModel> models = new ArrayList<>(StoredModels.inStore(store));
        // What such a one lacks is what its download is bringing.
        models.removeIf(model -> model.obstacle().isPresent() && isBegun(model, begun));
        List<Unfinished> unfinished = new ArrayList<>();
        begun.forEach(download -> unfinished.add(new Unfinished(download, Optional.empty())));
        for (Path directory : directories) {
            models.addAll(StoredModels.in(directory));
            PartialDownloads.in(directory)
                    .forEach(
                            download ->
                                    unfinished.add(
                                            new Unfinished(
                                                    download, Optional.of(download.directory()))));
        }
        if (output.json) {
            models.forEach(this::json);
            unfinished.forEach(this::json);
        } else if (models.isEmpty() && unfinished.isEmpty()) {
            console.line(
                    "no models in " + store + "; 'sft pull OWNER/NAME' brings one from the Hub");
        } else {
            models.forEach(this::tell);
            unfinished.forEach(this::tell);
        }
    }

    private static boolean isBegun(StoredModel model, List<PartialDownload> begun) {
        return begun.stream().anyMatch(download -> download.id().name().equals(model.name()));
    }

    /**
     * A download that is not complete.
     *
     * @param to the directory that was named for it; empty for the store
     */
    private record Unfinished(PartialDownload download, Optional<Path> to) {
        private static final String USUAL_REVISION = "main";

        /** What goes on with it, as it is typed after {@code sft}. */
        List<String> command() {
            List<String> words = new ArrayList<>(List.of("sft", "pull", download.id().name()));
            if (!download.revision().equals(USUAL_REVISION)) {
                words.addAll(List.of("--revision", download.revision()));
            }
            to.ifPresent(directory -> words.addAll(List.of("--to", directory.toString())));
            return words;
        }

        /** How much of it is there. */
        String there() {
            return download.bytes().isPresent()
                    ? Bytes.text(download.had()) + " of " + Bytes.text(download.bytes().getAsLong())
                    : Bytes.text(download.had());
        }
    }

    private void json(StoredModel model) {
        console.json(
                new Line(
                        model.name(),
                        model.revision(),
                        model.type(),
                        model.bytes(),
                        model.obstacle().orElse(null),
                        model.directory().toString(),
                        null,
                        null,
                        null));
    }

    private void json(Unfinished unfinished) {
        PartialDownload download = unfinished.download();
        console.json(
                new Line(
                        download.id().name(),
                        download.revision(),
                        "",
                        download.had(),
                        "not complete",
                        download.directory().toString(),
                        download.bytes().isPresent() ? download.bytes().getAsLong() : null,
                        download.running(),
                        unfinished.command()));
    }

    private void tell(StoredModel model) {
        String type = model.type().isEmpty() ? "unknown type" : model.type();
        String revision = model.revision().isEmpty() ? "" : " (" + model.revision() + ")";
        console.line(
                model.name()
                        + revision
                        + "  "
                        + type
                        + "  "
                        + Bytes.text(model.bytes())
                        + model.obstacle().map(why -> "  cannot be opened: " + why).orElse(""));
        console.line("    " + model.directory());
    }

    private void tell(Unfinished unfinished) {
        PartialDownload download = unfinished.download();
        console.line(
                download.id().name()
                        + " ("
                        + download.revision()
                        + ")  "
                        + unfinished.there()
                        + (download.running()
                                ? "  is being downloaded now"
                                : "  not complete; go on with: "
                                        + ShellWords.line(unfinished.command())));
        console.line("    " + download.directory());
    }
}
