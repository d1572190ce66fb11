package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.hub.StoredModel;
import org.sftworkbench.hub.StoredModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sft models}: which models are on this machine. */
@Command(
        name = "models",
        description =
                "List the models on this machine: those in the Hugging Face cache, whoever put them"
                        + " there, and those in directories that are named.",
        sortOptions = false,
        footerHeading = "%nWith --json, a line for each:%n",
        footer = {
            "  name, revision, type, bytes, obstacle (why it cannot be opened, else null), directory"
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

    /** A model as JSON. */
    record Line(
            String name,
            String revision,
            String type,
            long bytes,
            String obstacle,
            String directory) {}

    @Override
    public void run() {
        List<StoredModel> models = new ArrayList<>(StoredModels.inStore(environment.store()));
        directories.forEach(directory -> models.addAll(StoredModels.in(directory)));
        if (output.json) {
            models.forEach(this::json);
        } else if (models.isEmpty()) {
            console.line(
                    "no models in "
                            + environment.store()
                            + "; 'sft pull OWNER/NAME' brings one from the Hub");
        } else {
            models.forEach(this::tell);
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
                        model.directory().toString()));
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
                        + TransferLine.size(model.bytes())
                        + model.obstacle().map(why -> "  cannot be opened: " + why).orElse(""));
        console.line("    " + model.directory());
    }
}
