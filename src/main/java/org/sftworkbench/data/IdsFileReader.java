package org.sftworkbench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
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
                            "%s: row %d, line %d: %s", file, row, line.number(), e.getMessage()),
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
        int[] ids = integers("input_ids", columns.get("input_ids"));
        if (ids.length == 0) {
            throw new MalformedRowException("input_ids is empty; expected at least one id");
        }
        for (int t = 0; t < ids.length; t++) {
            if (ids[t] < 0) {
                throw new MalformedRowException(
                        "input_ids[" + t + "] is " + ids[t] + "; ids are 0 or more");
            }
        }
        if (columns.get("labels") == null) {
            boolean[] all = new boolean[ids.length];
            Arrays.fill(all, true);
            return new LabelledExample(ids, all);
        }
        int[] labels = integers("labels", columns.get("labels"));
        checkAligned(ids, labels);
        return LabelledExample.ofAlignedLabels(ids, labels);
    }

    private static void checkAligned(int[] ids, int[] labels) throws MalformedRowException {
        if (labels.length != ids.length) {
            throw new MalformedRowException(
                    ids.length + " input_ids but " + labels.length + " labels; expected one each");
        }
        for (int t = 0; t < labels.length; t++) {
            if (labels[t] < 0 && labels[t] != Labels.IGNORE) {
                throw new MalformedRowException(
                        String.format(
                                "labels[%d] is %d; a label is an id or %d",
                                t, labels[t], Labels.IGNORE));
            }
            if (labels[t] != Labels.IGNORE && labels[t] != ids[t]) {
                throw new MalformedRowException(
                        String.format(
                                "labels[%d] is %d but input_ids[%d] is %d; labels must be aligned"
                                        + " (each the id at its own position, or %d), not shifted",
                                t, labels[t], t, ids[t], Labels.IGNORE));
            }
        }
    }

    private static int[] integers(String column, Object value) throws MalformedRowException {
        if (value == null) {
            throw new MalformedRowException(
                    column + " is missing; expected a list of whole numbers");
        }
        if (!(value instanceof List<?> list)) {
            throw new MalformedRowException(
                    column + " is " + JsonText.kind(value) + "; expected a list of whole numbers");
        }
        int[] integers = new int[list.size()];
        for (int t = 0; t < integers.length; t++) {
            if (!(list.get(t) instanceof Integer integer)) {
                throw new MalformedRowException(
                        column
                                + "["
                                + t
                                + "] is "
                                + (list.get(t) instanceof Number number
                                        ? number.toString()
                                        : JsonText.kind(list.get(t)))
                                + "; expected a whole number below 2147483648");
            }
            integers[t] = integer;
        }
        return integers;
    }
}
