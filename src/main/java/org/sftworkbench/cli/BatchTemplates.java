package org.sftworkbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.sftworkbench.disk.SmallFile;
import org.sftworkbench.template.BuiltInTemplate;
import org.sftworkbench.template.ChatTemplate;

/** Finds and parses the templates that the lines of a batch name; each is parsed once. */
final class BatchTemplates {
    private static final int KEPT = 200;
    private static final String ENDING = ".jinja";

    private final Path directory;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, ChatTemplate> parsed =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, ChatTemplate> eldest) {
                    return size() > KEPT;
                }
            };

    /**
     * @param directory where named templates lie, or null
     * @throws CommandFailure where that is no directory
     */
    BatchTemplates(Path directory) {
        if (directory != null && !Files.isDirectory(directory)) {
            throw new CommandFailure(directory + ": no such directory of templates");
        }
        this.directory = directory;
    }

    /**
     * @throws CommandFailure where there is no such template
     * @throws org.sftworkbench.template.TemplateException where it is not valid
     */
    ChatTemplate of(BatchRequest request) {
        if (request.templateSource() != null && request.template() != null) {
            throw new CommandFailure("give \"template\" or \"template_source\", not both");
        }
        if (request.templateSource() == null && request.template() == null) {
            throw new CommandFailure(
                    "the line names no template; give \"template\" or \"template_source\"");
        }
        String source =
                request.templateSource() != null
                        ? request.templateSource()
                        : sources.computeIfAbsent(request.template(), this::named);
        ChatTemplate template = parsed.get(source);
        if (template == null) {
            template = ChatTemplate.parse(source);
            parsed.put(source, template);
        }
        return template;
    }

    private String named(String name) {
        if (name.contains("{%") || name.contains("{{")) {
            throw new CommandFailure(
                    "template holds a template itself, where it names one; write it as"
                            + " template_source");
        }
        Path file = directory == null ? null : inDirectory(name);
        if (file != null) {
            try {
                return SmallFile.text(file);
            } catch (IOException e) {
                throw new CommandFailure(
                        file + ": the template cannot be read as UTF-8 text: " + e.getMessage());
            }
        }
        return BuiltInTemplate.named(name)
                .map(BuiltInTemplate::source)
                .orElseThrow(
                        () ->
                                new CommandFailure(
                                        "there is no template \""
                                                + name
                                                + "\""
                                                + (directory == null ? "" : " in " + directory)
                                                + "; built in are "
                                                + String.join(", ", BuiltInTemplate.names())));
    }

    private Path inDirectory(String name) {
        Path inside = directory.toAbsolutePath().normalize();
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            return null;
        }
        return Stream.of(name + ENDING, name)
                .map(file -> inside.resolve(file).normalize())
                .filter(file -> file.startsWith(inside) && Files.isRegularFile(file))
                .findFirst()
                .orElse(null);
    }
}
