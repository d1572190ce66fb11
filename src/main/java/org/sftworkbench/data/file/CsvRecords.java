package org.sftworkbench.data.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sftworkbench.data.fault.NotUtf8Exception;

/**
 * Splits CSV into records as RFC 4180 says: fields parted by commas, or by another separator that
 * is chosen; in a quoted field separators and line breaks are text and a doubled quote is one. A
 * quote inside an unquoted field is text.
 *
 * <p>It splits the bytes and decodes each field on its own, so that one that is not UTF-8 spoils no
 * other record: no byte of a character beyond ASCII looks like a separator, a quote or a line
 * break.
 */
public final class CsvRecords implements Closeable {
    private static final int END = -1;
    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};
    private static final int SMALL = 256;

    /** No table has so many columns, and the list of their fields would fill the memory. */
    static final int MOST_FIELDS = 100_000;

    private final InputStream in;
    private final Separator separator;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int filled;
    private int current;
    private boolean primed;
    private long read;
    private int line = 1;

    /** What is wrong with the record that is read, first of all that is. */
    private String problem = "";

    private long recordBytes;
    private byte[] field = new byte[SMALL];
    private int length;
    private boolean ascii;

    /** From a file's start on. */
    public CsvRecords(InputStream in, Separator separator) {
        this(in, separator, 0);
    }

    /**
     * @param in from where a record starts
     * @param separator what parts the fields
     * @param from the place of that in the file, in bytes: only at 0 there is a byte order mark to
     *     leave out; elsewhere it is text
     */
    public CsvRecords(InputStream in, Separator separator, long from) {
        this.in = in;
        this.separator = separator;
        this.read = from;
    }

    /** The next record that is not blank, or empty at the end. */
    public Optional<CsvRecord> next() throws IOException {
        if (!primed) {
            boolean isStart = read == 0;
            advance();
            if (isStart) {
                skipByteOrderMark();
            }
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

    private CsvRecord record() throws IOException {
        int started = line;
        long at = read - 1;
        List<String> fields = new ArrayList<>();
        problem = "";
        recordBytes = 0;
        while (true) {
            long from = read - 1;
            boolean quoted = current == '"';
            length = 0;
            ascii = true;
            String broken = quoted ? quoted() : unquoted();
            if (broken.isEmpty() && fields.size() == MOST_FIELDS) {
                broken =
                        String.format(
                                Locale.ROOT,
                                "the row has more than %,d fields; are they parted by %s?",
                                MOST_FIELDS,
                                separator.several());
            }
            if (!broken.isEmpty()) {
                problem = broken;
                fields.clear();
                fields.add("");
                skipLine();
                break;
            }
            fields.add(text(quoted ? from + 1 : from, quoted));
            if (current != separator.character()) {
                break;
            }
            advance();
        }
        field = length > 1 << 20 ? new byte[SMALL] : field;
        endLine();
        return new CsvRecord(started, at, fields, problem);
    }

    private String unquoted() throws IOException {
        while (current != separator.character() && !atLineEnd()) {
            if (isTooLong()) {
                return tooLong();
            }
            append();
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
                        + " is never closed; quotes inside a quoted field must be doubled"
                        + (line > opened ? ". What follows could not be read" : "");
            }
            if (current == '"') {
                advance();
                if (current != '"') {
                    break;
                }
            }
            if (isTooLong()) {
                return tooLong();
            }
            appendInsideQuotes();
        }
        if (current == separator.character() || atLineEnd()) {
            return "";
        }
        return "in line "
                + line
                + " a closing quote is followed by '"
                + (current < 128 ? (char) current : '\uFFFD')
                + "'; expected "
                + separator.one()
                + " or the end of the line: quotes inside a quoted field must be doubled"
                + (line > opened
                        ? ". Lines " + opened + " to " + line + " were taken as one row"
                        : "");
    }

    private boolean isTooLong() {
        return recordBytes == LineReader.LONGEST;
    }

    private String tooLong() {
        return String.format(
                Locale.ROOT,
                "the row is longer than %,d bytes, which does not fit into memory here: is a"
                        + " quote or a line break missing? Else give Java more memory (-Xmx)",
                LineReader.LONGEST);
    }

    private void append() {
        if (length == field.length) {
            field = Arrays.copyOf(field, (int) Math.min(2L * length, LineReader.LONGEST));
        }
        field[length++] = (byte) current;
        ascii &= current < 128;
        recordBytes++;
    }

    private void appendInsideQuotes() throws IOException {
        int appended = current;
        append();
        advance();
        if (appended == '\n' || (appended == '\r' && current != '\n')) {
            line++;
        }
    }

    /**
     * The field that was read.
     *
     * @param from where the first of its bytes stands
     * @param quoted whether each quote in it stands there twice
     */
    private String text(long from, boolean quoted) {
        if (ascii) {
            return length == 0 ? "" : new String(field, 0, length, StandardCharsets.ISO_8859_1);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(field, 0, length);
        CharBuffer chars = CharBuffer.allocate(length);
        if (decoder.decode(bytes, chars, true).isError()) {
            int bad = bytes.position();
            long doubled = 0;
            for (int i = 0; quoted && i < bad; i++) {
                doubled += field[i] == '"' ? 1 : 0;
            }
            if (problem.isEmpty()) {
                problem = new NotUtf8Exception(from + bad + doubled, field[bad]).getMessage();
            }
            return "";
        }
        return chars.flip().toString();
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

    private void skipByteOrderMark() throws IOException {
        for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
            if ((i == 0 ? current : at(next + i - 1)) != BYTE_ORDER_MARK[i]) {
                return;
            }
        }
        for (int ignored : BYTE_ORDER_MARK) {
            advance();
        }
    }

    private int at(int index) {
        return index < filled ? buffer[index] & 0xFF : END;
    }

    private void advance() throws IOException {
        if (next == filled) {
            filled = in.readNBytes(buffer, 0, buffer.length);
            next = 0;
        }
        current = at(next);
        next = Math.min(filled, next + 1);
        read++;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
