package org.sftworkbench.train.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.sftworkbench.train.TrainingException;

/**
 * The chat templates of a job, laid out as transformers lays out a model's: {@code default} as
 * {@code chat_template.jinja}, every other one below {@code additional_chat_templates}.
 *
 * @param sources Jinja, by name
 */
record JobTemplates(Map<String, String> sources) {
    private static final String DEFAULT = "default";
    private static final String SINGLE = "chat_template.jinja";
    private static final String FOLDER = "additional_chat_templates";

    /** A name comes from a model that a stranger may have made, and becomes that of a file. */
    private static final Pattern FILE_NAME =
            Pattern.compile("[^/\\\\:*?\"<>|\\p{Cntrl}.][^/\\\\:*?\"<>|\\p{Cntrl}]*");

    /**
     * @throws TrainingException where a template has a name that no file can have
     */
    void write(Path directory) throws IOException {
        for (Map.Entry<String, String> template : sources.entrySet()) {
            String name = template.getKey();
            if (!FILE_NAME.matcher(name).matches()) {
                throw new TrainingException(
                        "the model has a chat template called \""
                                + name
                                + "\", which cannot be the name of a file; choose one of its"
                                + " templates by its name");
            }
            Path file =
                    name.equals(DEFAULT)
                            ? directory.resolve(SINGLE)
                            : Files.createDirectories(directory.resolve(FOLDER))
                                    .resolve(name + ".jinja");
            Files.writeString(file, template.getValue(), StandardCharsets.UTF_8);
        }
    }

    /** Lines of the table of files in the job's README; none without templates. */
    String described() {
        String text = "";
        if (sources.containsKey(DEFAULT)) {
            text +=
                    "| `chat_template.jinja` | the template the rows were rendered with; goes into"
                            + " the tuned model's tokenizer |\n";
        }
        if (sources.keySet().stream().anyMatch(name -> !name.equals(DEFAULT))) {
            text +=
                    "| `additional_chat_templates/` | the model's other templates, by name; rows"
                            + " that offer tools were rendered with `tool_use` where there is one"
                            + " |\n";
        }
        return text;
    }
}
