package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.OwnFiles;
import org.sftworkbench.disk.SmallFile;

/**
 * Reads the chat templates of a model directory with the precedence of transformers: files of their
 * own, where there are any, else the entry {@code chat_template} of {@code tokenizer_config.json}.
 */
final class ChatTemplateFiles {
    private static final String SINGLE = "chat_template.jinja";
    private static final String FOLDER = "additional_chat_templates";
    private static final String ENDING = ".jinja";

    /** What transformers keeps {@link #SINGLE} as, so that an additional one takes its place. */
    private static final String KEY_OF_SINGLE = "file";

    /** Bytes of one of many; a template of more than a quarter of it is parsed nowhere. */
    private static final int LARGEST = 1_000_000;

    private static final int LONGEST_NAME = 100;

    private static final Set<Byte> HIDDEN =
            Set.of(
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR);

    private final Path directory;
    private final Map<String, ChatTemplates.Named> found = new TreeMap<>();

    private ChatTemplateFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * @param config the file of the entry, for messages
     * @param entry {@code chat_template}; may be missing
     * @throws TokenizerException where what is there cannot be read; names the file
     */
    static ChatTemplates read(Path directory, Path config, JsonNode entry) {
        ChatTemplateFiles files = new ChatTemplateFiles(directory);
        files.files();
        if (files.found.isEmpty()) {
            files.entry(config, entry);
        }
        return new ChatTemplates(new ArrayList<>(files.found.values()));
    }

    private void files() {
        Path single = directory.resolve(SINGLE);
        if (Files.exists(single, LinkOption.NOFOLLOW_LINKS)) {
            add(ChatTemplates.DEFAULT, SINGLE, text(single, SmallFile.LARGEST));
        }
        List<Path> additional;
        try {
            additional = OwnFiles.in(directory, FOLDER, ENDING);
        } catch (IOException e) {
            throw new TokenizerException(
                    directory.resolve(FOLDER) + ": cannot be read: " + DurableFiles.why(e), e);
        }
        ChatTemplates.Named last = null;
        for (Path file : additional) {
            String full = file.getFileName().toString();
            String name = full.substring(0, full.length() - ENDING.length());
            String place = FOLDER + "/" + full;
            requireShowable(file, name);
            String source = text(file, LARGEST);
            if (name.equals(ChatTemplates.DEFAULT)) {
                last = new ChatTemplates.Named(name, place, source);
            } else {
                add(name.equals(KEY_OF_SINGLE) ? ChatTemplates.DEFAULT : name, place, source);
            }
        }
        if (last != null) {
            found.put(last.name(), last);
        }
    }

    /** One template as text, or several by name, as a list or as an object. */
    private void entry(Path config, JsonNode entry) {
        String place = "chat_template in " + config.getFileName();
        if (entry.isTextual()) {
            add(ChatTemplates.DEFAULT, place, entry.asText());
        } else if (entry.isObject()) {
            for (Map.Entry<String, JsonNode> named : entry.properties()) {
                named(config, named.getKey(), named.getValue());
            }
        } else if (entry.isArray()) {
            for (JsonNode named : entry) {
                if (!named.path("name").isTextual()) {
                    throw noTemplates(config);
                }
                named(config, named.path("name").asText(), named.path("template"));
            }
        } else if (!entry.isMissingNode() && !entry.isNull()) {
            throw noTemplates(config);
        }
    }

    private void named(Path config, String name, JsonNode template) {
        if (!template.isTextual()) {
            throw noTemplates(config);
        }
        requireShowable(config, name);
        add(name, "chat_template " + name + " in " + config.getFileName(), template.asText());
    }

    private static TokenizerException noTemplates(Path config) {
        return new TokenizerException(
                config + ": chat_template is no text and no list of named templates");
    }

    /** Names are told in messages and menus, so nothing may hide in them. */
    private static void requireShowable(Path file, String name) {
        boolean showable =
                name.length() <= LONGEST_NAME
                        && name.codePoints()
                                .noneMatch(c -> HIDDEN.contains((byte) Character.getType(c)));
        if (!showable) {
            throw new TokenizerException(
                    file
                            + ": the name of a chat template is longer than "
                            + LONGEST_NAME
                            + " characters or holds one that is not shown; rename it");
        }
    }

    /** The later of two that are called the same counts. */
    private void add(String name, String place, String source) {
        found.put(name, new ChatTemplates.Named(name, place, source));
    }

    private static String text(Path template, int largest) {
        try {
            return SmallFile.text(template, largest);
        } catch (IOException e) {
            throw new TokenizerException(template + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }
}
