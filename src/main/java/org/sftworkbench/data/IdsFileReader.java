package org.sftworkbench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.fault.MalformedRowException;
import org.sftworkbench.data.fault.NotUtf8Exception;
import org.sftworkbench.data.file.JsonText;
import org.sftworkbench.data.file.LineReader;
import org.sftworkbench.data.file.ReadableFile;
import org.sftworkbench.data.file.TextLine;
import org.sftworkbench.disk.DurableFiles;

/**
 * Reads examples that are tokenized and labelled already, so that other programs' rows can be
 * trained and scored to the id. Immutable and thread-safe.
 */
public final class IdsFileReader {
    private final JsonText json = new JsonText();

    /**
     * Reads JSON lines of {@code {"input_ids": […], "labels": […]}}. Labels are aligned: each is
     * the input id at its own position, or {@link Labels#IGNORE}. Without labels every position is
     * trained. Other columns are ignored.
     *
     * @return at least one example, each of at least one token; whether the ids are in a model's
     *     vocabulary is not checked
     * @throws DataException naming file, row and line, for the first row that is wrong
     */
    public List<LabelledExample> read(Path file) {
        ReadableFile.check(file);
        List<LabelledExample> examples = new ArrayList<>();
        try (LineReader lines = new LineReader(file)) {
            Optional<TextLine> line = lines.next();
            while (line.isPresent()) {
                examples.add(example(file, examples.size() + 1, line.get()));
                line = lines.next();
            }
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + DurableFiles.why(e), e);
        }
        if (examples.isEmpty()) {
            throw new DataException(
                    file
                            + ": the file is empty; expected {\"input_ids\": […], \"labels\": […]} a line");
        }
        return List.copyOf(examples);
    }

    private LabelledExample example(Path file, int row, TextLine line) {
        try {
            return example(json.parse(line.text()));
        } catch (MalformedRowException | NotUtf8Exception e) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "%s: row %d, line %d: %s",
                            file,
                            row,
                            line.number(),
                            e.getMessage()),
                    e);
        }
    }

    private static LabelledExample example(Object value) throws MalformedRowException {
        if (!(value instanceof Map<?, ?> columns)) {
            throw new MalformedRowException(
                    "the row is "
                            + JsonText.kind(value)
                            + "; expected {\"input_ids\": […], \"labels\": […]}");
        }
        return IdColumns.example(columns);
    }
}
