package org.sftworkbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.disk.SmallFile;
import org.sftworkbench.template.BuiltInTemplate;
import org.sftworkbench.tokenizer.ChatTemplates;
import org.sftworkbench.tokenizer.Tokenizer;

/** Finds the chat template that a name or a file stands for. */
final class TemplateNames {
    static final String MODEL = "model";
    static final String ROLE_MARKS = "role-marks";
    private static final String OF_MODEL = MODEL + ":";

    private TemplateNames() {}

    /**
     * A template and what to call it in messages.
     *
     * @param label file or name
     */
    record Named(String label, TemplateChoice choice) {}

    /**
     * @param name {@code model}, {@code model:NAME} for one of several, {@code role-marks}, a
     *     built-in template's name, or a file
     * @throws CommandFailure where there is no such template
     */
    static Named find(String name, Tokenizer tokenizer) {
        if (name.equals(ROLE_MARKS)) {
            return new Named(ROLE_MARKS, new TemplateChoice.RoleMarks());
        }
        if (name.equals(MODEL)) {
            return new Named("the model's chat template", ofModel(tokenizer));
        }
        if (name.startsWith(OF_MODEL)) {
            return ofModel(name.substring(OF_MODEL.length()), tokenizer);
        }
        return BuiltInTemplate.named(name)
                .map(known -> new Named(name, new TemplateChoice.Jinja(known.source())))
                .orElseGet(() -> read(Path.of(name)));
    }

    private static TemplateChoice ofModel(Tokenizer tokenizer) {
        TemplateChoice choice =
                TemplateChoice.ofModel(tokenizer)
                        .orElseThrow(
                                () ->
                                        new CommandFailure(
                                                "the tokenizer has no chat template; name one with"
                                                        + " --template: a file, "
                                                        + names()));
        if (choice instanceof TemplateChoice.Named several && !several.isUsable()) {
            throw new CommandFailure(
                    several.noDefault().getMessage() + ", as in --template " + example(several));
        }
        return choice;
    }

    private static String example(TemplateChoice.Named several) {
        return OF_MODEL + several.sources().keySet().iterator().next();
    }

    private static Named ofModel(String name, Tokenizer tokenizer) {
        ChatTemplates own = tokenizer.chatTemplates();
        String source =
                own.named(name)
                        .orElseThrow(
                                () ->
                                        new CommandFailure(
                                                "the model has no chat template called "
                                                        + name
                                                        + (own.isEmpty()
                                                                ? ", nor any other"
                                                                : "; it has: "
                                                                        + String.join(
                                                                                ", ",
                                                                                own.names()))));
        return new Named("the model's chat template " + name, new TemplateChoice.Jinja(source));
    }

    /**
     * Says which of a model's templates a row is rendered with, where there are several.
     *
     * @return empty where there is nothing to choose
     */
    static Optional<String> remark(TemplateChoice choice) {
        if (!(choice instanceof TemplateChoice.Named several)) {
            return Optional.empty();
        }
        Set<String> names = several.sources().keySet();
        String each =
                !names.contains(ChatTemplates.TOOL_USE)
                        ? "default is used for every row"
                        : names.contains(ChatTemplates.DEFAULT)
                                ? "tool_use is used for rows that offer tools, default for the"
                                        + " others"
                                : "tool_use is used for rows that offer tools; there is none for"
                                        + " the others";
        return Optional.of(
                "The model has several chat templates ("
                        + String.join(", ", names)
                        + "): "
                        + each
                        + ". --template model:NAME takes one of them for every row.");
    }

    private static Named read(Path file) {
        if (Files.isDirectory(file)) {
            throw new CommandFailure(
                    file
                            + ": is a directory; name the template's file in it, or take it as"
                            + " --model or --tokenizer, whose template is used");
        }
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
