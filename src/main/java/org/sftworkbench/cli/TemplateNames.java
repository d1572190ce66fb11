package org.sftworkbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.disk.SmallFile;
import org.sftworkbench.template.BuiltInTemplate;
import org.sftworkbench.tokenizer.Tokenizer;

/** Finds the chat template that a name or a file stands for. */
final class TemplateNames {
    static final String MODEL = "model";
    static final String ROLE_MARKS = "role-marks";

    private TemplateNames() {}

    /**
     * A template and what to call it in messages.
     *
     * @param label file or name
     */
    record Named(String label, TemplateChoice choice) {}

    /**
     * @param name {@code model}, {@code role-marks}, a built-in template's name, or a file
     * @throws CommandFailure where there is no such template
     */
    static Named find(String name, Tokenizer tokenizer) {
        if (name.equals(ROLE_MARKS)) {
            return new Named(ROLE_MARKS, new TemplateChoice.RoleMarks());
        }
        if (name.equals(MODEL)) {
            return tokenizer
                    .chatTemplate()
                    .map(
                            source ->
                                    new Named(
                                            "the model's chat template",
                                            new TemplateChoice.Jinja(source)))
                    .orElseThrow(
                            () ->
                                    new CommandFailure(
                                            "the tokenizer has no chat template; name one with"
                                                    + " --template: a file, "
                                                    + names()));
        }
        return BuiltInTemplate.named(name)
                .map(known -> new Named(name, new TemplateChoice.Jinja(known.source())))
                .orElseGet(() -> read(Path.of(name)));
    }

    private static Named read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(
                    file
                            + ": no such template file; the names that are known are model, "
                            + names());
        }
        try {
            return new Named(file.toString(), new TemplateChoice.Jinja(SmallFile.text(file)));
        } catch (IOException e) {
            throw new CommandFailure(
                    file + ": the template cannot be read as UTF-8 text: " + e.getMessage());
        }
    }

    private static String names() {
        return ROLE_MARKS + ", " + String.join(", ", BuiltInTemplate.names());
    }
}
