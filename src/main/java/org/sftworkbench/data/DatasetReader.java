package org.sftworkbench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.fault.MalformedRowException;
import org.sftworkbench.data.file.JsonArrayRows;
import org.sftworkbench.data.file.JsonLinesRows;
import org.sftworkbench.data.file.JsonText;
import org.sftworkbench.data.file.ParquetRows;
import org.sftworkbench.data.file.RawRow;
import org.sftworkbench.data.file.ReadableFile;
import org.sftworkbench.data.file.RowSource;
import org.sftworkbench.data.file.TextRows;
import org.sftworkbench.disk.DurableFiles;

/**
 * Reads data files of rows; the format is detected from what the file holds. Immutable and
 * thread-safe.
 *
 * <p>A file is a JSON list, JSON lines, CSV (RFC 4180, with a header; in a file named {@code .tsv}
 * with tabs) or plain text (a document a line), in UTF-8, or Parquet. Its rows are of one kind,
 * told by their columns:
 *
 * <ul>
 *   <li>messages: a list of {@code {role, content, …}} whose fields are all kept.
 *   <li>ShareGPT: {@code conversations}, a list of {@code {from, value}}; {@code system}, where
 *       there is one, comes before them.
 *   <li>prompt/completion: texts make a user and an assistant message; lists of messages follow one
 *       another.
 *   <li>Alpaca: {@code instruction}, a line break and {@code input} (where there is one) make the
 *       user's message, {@code output} the assistant's; {@code system}, where there is one, a
 *       message before them.
 *   <li>pre-tokenized: {@code input_ids} with {@code labels}, {@code assistant_masks} or {@code
 *       completion_mask}, and {@code attention_mask}.
 *   <li>plain text: {@code text}.
 * </ul>
 *
 * A column {@code tools} becomes the conversation's tools, any other column stands in {@link
 * DataRow#extras()}.
 */
public final class DatasetReader {
    private static final long LARGE = 64L << 20;

    private final JsonText json = new JsonText();
    private final ColumnMapping mapping;

    public DatasetReader() {
        this(ColumnMapping.NONE);
    }

    /**
     * @param mapping columns that are named otherwise in the files
     */
    public DatasetReader(ColumnMapping mapping) {
        this.mapping = mapping;
    }

    /**
     * Reads a whole file into memory. Rows that cannot be read become problems of the dataset; so
     * does a syntax error in a JSON list, after which nothing can be read.
     *
     * @throws DataException where the file is missing, not in a known format, or without a usable
     *     row
     */
    public Dataset read(Path file) {
        List<DataRow> rows = new ArrayList<>();
        List<RowProblem> problems = new ArrayList<>();
        try (RowStream stream = stream(file)) {
            while (stream.hasNext()) {
                ReadRow row = stream.next();
                if (row instanceof DataRow good) {
                    rows.add(good);
                } else {
                    problems.add((RowProblem) row);
                }
            }
            if (rows.isEmpty()) {
                throw noneUsable(file, problems.size(), problems.stream().findFirst());
            }
            return new Dataset(file, stream.format(), rows, problems);
        }
    }

    /**
     * Opens a file to read its rows one after another, without holding them.
     *
     * @throws DataException where the file is missing, empty or not in a known format
     */
    public RowStream stream(Path file) {
        ReadableFile.check(file);
        try {
            FileFormat format = FileFormat.of(file, json);
            RowSource source = source(file, format);
            try {
                RowInterpreter interpreter = new RowInterpreter(file, json, mapping);
                if (source.columns().isPresent()) {
                    expect(file, format, source.columns().get(), interpreter);
                }
                return new RowStream(file, format, source, interpreter);
            } catch (IOException | DataException e) {
                source.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }

    /**
     * Opens a file to find its rows piece by piece and keep them all at hand: those of a large file
     * are read again when they are asked for, so that it needs little memory.
     *
     * @throws DataException where the file is missing, empty or not in a known format
     */
    public RowScan scan(Path file) {
        return scan(file, LARGE);
    }

    /**
     * @param large bytes from which on a file is large
     */
    RowScan scan(Path file, long large) {
        RowStream rows = stream(file);
        try {
            long size = Files.size(file);
            return new RowScan(
                    rows, size, size < large ? Optional.empty() : Optional.of(rows.lookup(json)));
        } catch (IOException e) {
            rows.close();
            throw new DataException(file + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }

    /**
     * The first row of a file under the file's own names, whatever this reader maps them to; empty
     * where the file or its first row cannot be read, or the row has no columns.
     */
    public Optional<FirstRow> firstRow(Path file) {
        try {
            ReadableFile.check(file);
            try (RowSource rows = source(file, FileFormat.of(file, json))) {
                return rows.next()
                        .map(RawRow::value)
                        .filter(Map.class::isInstance)
                        .map(row -> new FirstRow((Map<?, ?>) row));
            }
        } catch (IOException | DataException e) {
            return Optional.empty();
        }
    }

    private RowSource source(Path file, FileFormat format) throws IOException {
        return switch (format) {
            case JSON -> new JsonArrayRows(file, json);
            case JSON_LINES -> new JsonLinesRows(file, json);
            case CSV, TSV -> new CsvRows(file, format.separator());
            case TEXT -> new TextRows(file);
            case PARQUET -> new ParquetRows(file);
        };
    }

    private static void expect(
            Path file, FileFormat format, List<String> columns, RowInterpreter interpreter)
            throws IOException {
        try {
            interpreter.expect(columns);
        } catch (MalformedRowException e) {
            if (format == FileFormat.CSV || format == FileFormat.TSV) {
                CsvHeader.checkSeparator(file, format.separator());
            }
            throw new DataException(
                    file + (format == FileFormat.CSV ? FileFormat.NO_CSV : ": ") + e.getMessage(),
                    e.unknownColumns());
        }
    }

    /** Says that a file has no row that can be used, and what is wrong with the first. */
    public static DataException noneUsable(Path file, int unreadable, Optional<RowProblem> first) {
        return first.map(
                        problem ->
                                new DataException(
                                        String.format(
                                                Locale.ROOT,
                                                "%s: none of its rows can be used (%d read). Row %d,"
                                                        + " line %d: %s",
                                                file,
                                                unreadable,
                                                problem.number(),
                                                problem.line(),
                                                problem.message()),
                                        problem.unknownColumns()))
                .orElseGet(() -> new DataException(file + ": holds no rows"));
    }
}
