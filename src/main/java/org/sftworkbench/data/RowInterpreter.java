package org.sftworkbench.data;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.data.fault.MalformedRowException;
import org.sftworkbench.data.file.JsonText;
import org.sftworkbench.data.file.RawRow;

/**
 * Turns the rows of one file into what they say, or into what is wrong with them. The first good
 * row decides which shape the file's rows have.
 */
final class RowInterpreter {
    private final Path file;
    private final RowParser parser;
    private final ColumnMapping mapping;
    private volatile Optional<RowShape> shape = Optional.empty();

    RowInterpreter(Path file, JsonText json, ColumnMapping mapping) {
        this.file = file;
        this.parser = new RowParser(json);
        this.mapping = mapping;
    }

    /**
     * Says which columns all rows have.
     *
     * @throws MalformedRowException where no shape has these columns
     */
    void expect(List<String> columns) throws MalformedRowException {
        Map<String, Object> mapped = mapping.named(columns);
        shape = RowShape.of(mapped);
        if (shape.isEmpty()) {
            Map<String, String> named = new LinkedHashMap<>();
            columns.forEach(name -> named.put(name, name));
            throw unknown(mapped, named);
        }
    }

    /** The shape of the file's rows, once it is known. */
    Optional<RowShape> shape() {
        return shape;
    }

    /**
     * @param number the row's number in its file, from 1
     */
    ReadRow read(int number, RawRow raw) {
        if (!raw.problem().isEmpty()) {
            return new RowProblem(number, raw.line(), raw.problem());
        }
        try {
            Map<String, Object> columns = columns(raw.value());
            RowShape found = shapeOf(columns, raw.value());
            RowContent content = content(found, columns);
            shape = Optional.of(found);
            return new DataRow(file, number, raw.line(), content, RowParser.extras(found, columns));
        } catch (MalformedRowException e) {
            return new RowProblem(number, raw.line(), e.getMessage(), e.unknownColumns());
        }
    }

    private RowContent content(RowShape found, Map<String, Object> columns)
            throws MalformedRowException {
        try {
            return parser.content(found, columns);
        } catch (MalformedRowException e) {
            throw ColumnTable.is(found.needed(columns))
                    ? new MalformedRowException(e.getMessage() + ColumnTable.REMARK)
                    : e;
        }
    }

    private Map<String, Object> columns(Object value) throws MalformedRowException {
        if (!(value instanceof Map<?, ?> map)) {
            throw new MalformedRowException(
                    "the row is " + JsonText.kind(value) + "; expected an object {…}");
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        map.forEach((name, column) -> columns.put((String) name, column));
        return mapping.applyTo(columns);
    }

    private RowShape shapeOf(Map<String, Object> columns, Object original)
            throws MalformedRowException {
        if (shape.isEmpty()) {
            return RowShape.of(columns).orElseThrow(() -> unknown(columns, (Map<?, ?>) original));
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
     * @param named the columns, mapped
     * @param original as the file has them
     */
    private MalformedRowException unknown(Map<String, ?> named, Map<?, ?> original) {
        ColumnMapping likely =
                mapping.equals(ColumnMapping.NONE)
                        ? new FirstRow(original).guess()
                        : ColumnMapping.NONE;
        return RowShape.unknown(
                named,
                likely.equals(ColumnMapping.NONE)
                        ? mapping.remark(original)
                        : " (likely " + likely.text() + ")");
    }
}
