package org.sftworkbench.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.fault.MalformedRowException;
import org.sftworkbench.data.fault.NotUtf8Exception;
import org.sftworkbench.data.file.ForeignFile;
import org.sftworkbench.data.file.JsonText;
import org.sftworkbench.data.file.LineReader;
import org.sftworkbench.data.file.ObjectOverLines;
import org.sftworkbench.data.file.Separator;
import org.sftworkbench.data.file.TextLine;

/**
 * How a file holds its rows: told by its first characters, and by its name where they leave it
 * open.
 */
enum FileFormat {
    JSON("JSON"),
    JSON_LINES("JSON Lines"),
    CSV("CSV"),
    TSV("TSV"),
    TEXT("text"),
    PARQUET("Parquet");

    /** How it begins to be told that a file is nothing else and no CSV either. */
    static final String NO_CSV =
            ": not a list of rows in JSON, not JSON lines, and as CSV with a header of"
                    + " comma-separated names: ";

    private static final int LOOKED_AT = 1 << 20;

    private final String displayed;

    FileFormat(String displayed) {
        this.displayed = displayed;
    }

    String displayed() {
        return displayed;
    }

    /** What parts the fields, where it is a table in text. */
    Separator separator() {
        return this == TSV ? Separator.TAB : Separator.COMMA;
    }

    /**
     * @throws DataException where the file is empty, or nothing this program reads; says what it is
     */
    static FileFormat of(Path file, JsonText json) throws IOException {
        byte[] start = start(file);
        if (ForeignFile.isParquet(start)) {
            return PARQUET;
        }
        ForeignFile.check(file, start);
        LineReader lines = new LineReader(new ByteArrayInputStream(start));
        TextLine line =
                lines.next().orElseThrow(() -> new DataException(file + ": the file is empty"));
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".txt")) {
            return ofText(line, json);
        }
        ForeignFile.checkRows(file, start);
        if (first(line) == '{') {
            new ObjectOverLines(json).check(file, start, line, lines);
            return JSON_LINES;
        }
        return ofData(name, line, lines, json);
    }

    /** Enough to tell the format: a file may be one line of a gigabyte. */
    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LOOKED_AT);
        }
    }

    private static FileFormat ofData(String name, TextLine line, LineReader lines, JsonText json)
            throws IOException {
        boolean namedLines = name.endsWith(".jsonl") || name.endsWith(".ndjson");
        if (first(line) == '[') {
            return namedLines && standsAlone(line, lines, json) ? JSON_LINES : JSON;
        }
        return namedLines ? JSON_LINES : byName(name);
    }

    private static FileFormat byName(String name) {
        return name.endsWith(".json") ? JSON : name.endsWith(".tsv") ? TSV : CSV;
    }

    /** A file of documents, unless its first line is clearly a row or a header of known columns. */
    private static FileFormat ofText(TextLine line, JsonText json) {
        String text;
        try {
            text = line.text().strip();
        } catch (NotUtf8Exception | MalformedRowException e) {
            return TEXT;
        }
        if (text.startsWith("{")) {
            return isJson(text, json) ? JSON_LINES : TEXT;
        }
        if (text.startsWith("[")) {
            String rest = text.substring(1).strip();
            return rest.isEmpty() || rest.startsWith("{") ? JSON : TEXT;
        }
        Map<String, String> header = new LinkedHashMap<>();
        for (String name : text.split(",")) {
            header.put(name.strip(), name);
        }
        return RowShape.of(header).isPresent() ? CSV : TEXT;
    }

    private static boolean isJson(String text, JsonText json) {
        try {
            json.parse(text);
            return true;
        } catch (MalformedRowException e) {
            return false;
        }
    }

    private static byte first(TextLine line) {
        for (byte b : line.bytes()) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return b;
            }
        }
        throw new IllegalArgumentException("a blank line");
    }

    /** Whether a list fills the first line and more follows: then it is a row, if a wrong one. */
    private static boolean standsAlone(TextLine line, LineReader lines, JsonText json)
            throws IOException {
        try {
            json.parse(line.text());
            Optional<TextLine> next = lines.next();
            return next.isPresent();
        } catch (MalformedRowException | NotUtf8Exception e) {
            return false;
        }
    }
}
