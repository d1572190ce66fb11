package org.sftworkbench.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads data files of chat rows; the format is detected from what the file holds. Immutable and
 * thread-safe.
 */
public final class DatasetReader {
    private final JsonText json = new JsonText();

    /**
     * Reads a file: Alpaca, prompt/completion or messages rows as a JSON list, JSON lines or CSV
     * (RFC 4180, with a header), in UTF-8.
     *
     * <ul>
     *   <li>Alpaca: {@code instruction}, a line break and {@code input} (where there is one) make
     *       the user's message, {@code output} the assistant's; {@code system}, where there is one,
     *       a message before them.
     *   <li>prompt/completion: texts make a user and an assistant message; lists of messages follow
     *       one another.
     *   <li>messages: a list of {@code {role, content, …}} whose fields are all kept.
     * </ul>
     *
     * A column {@code tools} becomes the conversation's tools, any other column stands in {@link
     * DataRow#extras()}. Rows that cannot be read become problems of the dataset; so does a syntax
     * error in a JSON list, after which nothing can be read.
     *
     * @throws DataException where the file is missing, not in a known format, or without a usable
     *     row
     */
    public Dataset read(Path file) {
        ReadableFile.check(file);
        try {
            FileFormat format = FileFormat.of(file, json);
            RowCollector rows = new RowCollector(new RowParser(json));
            source(format).read(file, rows);
            return rows.dataset(file, format);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private RowSource source(FileFormat format) {
        return switch (format) {
            case JSON -> new JsonArrayRows(json);
            case JSON_LINES -> new JsonLinesRows(json);
            case CSV -> new CsvRows();
        };
    }
}
