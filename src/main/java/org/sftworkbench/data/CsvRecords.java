package org.sftworkbench.data;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Splits CSV into records as RFC 4180 says: fields parted by commas; in a quoted field commas and
 * line breaks are text and a doubled quote is one. A quote inside an unquoted field is text.
 */
final class CsvRecords {
    private static final int END = -1;

    private final Reader in;
    private int current;
    private boolean primed;
    private long read;
    private int line = 1;
    private int started = 1;
    private final StringBuilder field = new StringBuilder();

    /**
     * @param in buffered, or with a cheap single-character read
     */
    CsvRecords(Reader in) {
        this.in = in;
    }

    /** The next record that is not blank, or empty at the end. */
    Optional<CsvRecord> next() throws IOException {
        if (!primed) {
            advance();
            primed = true;
        }
        while (current != END) {
            CsvRecord record = record();
            if (!record.blank()) {
                return Optional.of(record);
            }
        }
        return Optional.empty();
    }

    /** Line that the latest record starts at, also of one whose reading failed. */
    int line() {
        return started;
    }

    private CsvRecord record() throws IOException {
        started = line;
        long at = read - 1;
        List<String> fields = new ArrayList<>();
        String problem = "";
        while (problem.isEmpty()) {
            field.setLength(0);
            problem = current == '"' ? quoted() : unquoted();
            fields.add(field.toString());
            if (current != ',') {
                break;
            }
            advance();
        }
        if (!problem.isEmpty()) {
            skipLine();
        }
        endLine();
        return new CsvRecord(started, at, fields, problem);
    }

    private String unquoted() throws IOException {
        while (current != ',' && !atLineEnd()) {
            if (field.length() == LineReader.LONGEST) {
                return tooLong();
            }
            field.append((char) current);
            advance();
        }
        return "";
    }

    /** Reads a quoted field and returns what is wrong with it, or the empty string. */
    private String quoted() throws IOException {
        int opened = line;
        advance();
        while (true) {
            if (current == END) {
                return "the quote opened in line "
                        + opened
                        + " is never closed; quotes inside a quoted field must be doubled";
            }
            if (current == '"') {
                advance();
                if (current != '"') {
                    break;
                }
            }
            if (field.length() == LineReader.LONGEST) {
                return tooLong();
            }
            appendInsideQuotes();
        }
        if (current == ',' || atLineEnd()) {
            return "";
        }
        return "in line "
                + line
                + " a closing quote is followed by '"
                + (char) current
                + "'; expected a comma or the end of the line: quotes inside a quoted field must be"
                + " doubled";
    }

    private String tooLong() {
        field.setLength(0);
        field.trimToSize();
        return String.format(
                Locale.ROOT,
                "a field is longer than %,d characters, which does not fit into memory here: is a"
                        + " quote or a line break missing? Else give Java more memory (-Xmx)",
                LineReader.LONGEST);
    }

    private void appendInsideQuotes() throws IOException {
        char appended = (char) current;
        field.append(appended);
        advance();
        if (appended == '\n' || (appended == '\r' && current != '\n')) {
            line++;
        }
    }

    private void skipLine() throws IOException {
        while (!atLineEnd()) {
            advance();
        }
    }

    private void endLine() throws IOException {
        if (current == '\r') {
            advance();
            line++;
            if (current == '\n') {
                advance();
            }
        } else if (current == '\n') {
            advance();
            line++;
        }
    }

    private boolean atLineEnd() {
        return current == '\n' || current == '\r' || current == END;
    }

    private void advance() throws IOException {
        current = in.read();
        read++;
    }
}
