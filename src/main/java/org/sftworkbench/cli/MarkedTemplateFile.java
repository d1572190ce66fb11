package org.sftworkbench.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.check.marks.GenerationMarks;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.RowStream;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.Tokenizer;

/** Writes a template with generation blocks, or says why there can be none. */
final class MarkedTemplateFile {
    /** Rows to learn from and to prove it with; more say nothing new of a template. */
    private static final int ROWS = 500;

    private static final String ENDING = ".jinja";

    private final Console console;
    private final Path file;

    MarkedTemplateFile(Console console, Path file) {
        this.console = console;
        this.file = file;
    }

    /**
     * @throws CommandFailure where the blocks cannot be written
     */
    void write(
            Tokenizer tokenizer, EncodingOptions options, DatasetReader reader, List<Path> data) {
        refuseOther();
        List<Conversation> conversations = new ArrayList<>();
        for (Path path : data) {
            try (RowStream rows = reader.stream(path)) {
                while (rows.hasNext() && conversations.size() < ROWS) {
                    if (rows.next() instanceof DataRow row) {
                        row.chat().ifPresent(conversations::add);
                    }
                }
            }
        }
        GenerationMarks.Outcome outcome;
        try {
            outcome = new GenerationMarks(tokenizer, options).insert(conversations);
        } catch (TemplateException e) {
            throw new CommandFailure(
                    file + ": not written, as the template cannot be read: " + e.getMessage());
        }
        if (outcome instanceof GenerationMarks.Impossible impossible) {
            throw new CommandFailure(file + ": not written: " + impossible.reason());
        }
        save((GenerationMarks.Marked) outcome);
    }

    /** A name that was mistyped may be that of the data. */
    private void refuseOther() {
        if (Files.exists(file)
                && !(Files.isRegularFile(file) && file.toString().endsWith(ENDING))) {
            throw new CommandFailure(
                    file
                            + ": is there already, and is no "
                            + ENDING
                            + " file that could be replaced; name another");
        }
    }

    private void save(GenerationMarks.Marked marked) {
        try {
            Path real = Files.exists(file) ? file.toRealPath() : file;
            DurableFiles.replace(real, marked.source().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be written: " + DurableFiles.why(e));
        }
        console.remark(
                file
                        + ": written; "
                        + marked.conversations()
                        + " rows render the same text with it and train the same tokens");
    }
}
