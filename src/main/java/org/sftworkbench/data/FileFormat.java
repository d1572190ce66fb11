package org.sftworkbench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * How a file holds its rows: told by its first characters, and by its name where they leave it
 * open.
 */
enum FileFormat {
    JSON("JSON"),
    JSON_LINES("JSON Lines"),
    CSV("CSV");

    private final String displayed;

    FileFormat(String displayed) {
        this.displayed = displayed;
    }

    String displayed() {
        return displayed;
    }

    /**
     * @throws DataException where the file is empty, or UTF-16
     */
    static FileFormat of(Path file, JsonText json) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        boolean namedLines = name.endsWith(".jsonl") || name.endsWith(".ndjson");
        try (LineReader lines = new LineReader(file)) {
            TextLine line =
                    lines.next().orElseThrow(() -> new DataException(file + ": the file is empty"));
            checkNotUtf16(file, line);
            return switch (first(line)) {
                case '{' -> JSON_LINES;
                case '[' -> namedLines && standsAlone(line, lines, json) ? JSON_LINES : JSON;
                default -> namedLines ? JSON_LINES : name.endsWith(".json") ? JSON : CSV;
            };
        }
    }

    private static void checkNotUtf16(Path file, TextLine line) {
        byte[] bytes = line.bytes();
        if (line.offset() == 0 && bytes.length >= 2) {
            int mark = (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
            if (mark == 0xFEFF || mark == 0xFFFE) {
                throw new DataException(
                        file
                                + ": not UTF-8 but UTF-16, by the mark at offset 0; save the file in"
                                + " the encoding UTF-8");
            }
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
