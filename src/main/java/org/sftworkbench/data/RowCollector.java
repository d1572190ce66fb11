package org.sftworkbench.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers the rows of one file, and keeps the good ones and what is wrong with the others. The
 * first good row decides which shape the file's rows have.
 */
final class RowCollector {
    private final RowParser parser;
    private final List<DataRow> rows = new ArrayList<>();
    private final List<RowProblem> problems = new ArrayList<>();
    private Optional<RowShape> shape = Optional.empty();
    private int number;

    RowCollector(RowParser parser) {
        this.parser = parser;
    }

    /** Says which shape the rows have, where a header tells. */
    void expect(RowShape expected) {
        shape = Optional.of(expected);
    }

    /**
     * @param line where the row starts, from 1
     * @param value the row as a JSON-like value
     */
    void row(int line, Object value) {
        number++;
        try {
            Map<String, Object> columns = columns(value);
            RowShape found = shapeOf(columns);
            rows.add(
                    new DataRow(
                            number,
                            line,
                            parser.conversation(found, columns),
                            RowParser.extras(found, columns)));
            shape = Optional.of(found);
        } catch (MalformedRowException e) {
            problems.add(new RowProblem(number, line, e.getMessage()));
        }
    }

    /** Counts a row that could not even be read. */
    void malformed(int line, String message) {
        number++;
        problems.add(new RowProblem(number, line, message));
    }

    private static Map<String, Object> columns(Object value) throws MalformedRowException {
        if (!(value instanceof Map<?, ?> map)) {
            throw new MalformedRowException(
                    "the row is " + JsonText.kind(value) + "; expected an object {…}");
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        map.forEach((name, column) -> columns.put((String) name, column));
        return columns;
    }

    private RowShape shapeOf(Map<String, Object> columns) throws MalformedRowException {
        if (shape.isEmpty()) {
            return RowShape.of(columns)
                    .orElseThrow(() -> new MalformedRowException(RowShape.unknown(columns)));
        }
        RowShape expected = shape.get();
        if (!expected.missing(columns).isEmpty()) {
            throw new MalformedRowException(
                    expected.lacking(columns)
                            + RowShape.of(columns)
                                    .map(
                                            other ->
                                                    ". It is a row of the kind "
                                                            + other.displayed()
                                                            + ", but a file holds one kind of rows")
                                    .orElse(""));
        }
        return expected;
    }

    /**
     * @throws DataException where no row is usable
     */
    Dataset dataset(Path file, FileFormat format) {
        if (rows.isEmpty() && problems.isEmpty()) {
            throw new DataException(file + ": holds no rows");
        }
        if (rows.isEmpty()) {
            RowProblem first = problems.get(0);
            throw new DataException(
                    String.format(
                            "%s: none of its rows can be used (%d read). Row %d, line %d: %s",
                            file, number, first.number(), first.line(), first.message()));
        }
        String kind = shape.map(RowShape::displayed).orElseThrow();
        return new Dataset(file, kind + " (" + format.displayed() + ")", rows, problems);
    }
}
