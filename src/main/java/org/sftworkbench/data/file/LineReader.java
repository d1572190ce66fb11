package org.sftworkbench.data.file;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Splits a file into the lines that are not blank; a byte order mark is left out. */
public final class LineReader implements Closeable {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Longer lines are passed over: a row of that size would not fit into memory either. */
    public static final int LONGEST =
            (int) Math.min(1 << 28, Math.max(1 << 20, Runtime.getRuntime().maxMemory() / 16));

    private final InputStream in;
    private boolean tooLong;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private int number;
    private long offset;

    /** Opens a file at its first line. */
    public LineReader(Path file) throws IOException {
        this(Files.newInputStream(file));
    }

    /** From a file's start on. */
    public LineReader(InputStream in) {
        this(in, 0);
    }

    /**
     * @param from the place in the file, in bytes, where the stream begins: only at 0 there is a
     *     byte order mark to leave out; elsewhere it is text
     */
    public LineReader(InputStream in, long from) {
        this.in = in;
        this.offset = from;
    }

    /** The next line that is not blank, or empty at the end of the file. */
    public Optional<TextLine> next() throws IOException {
        while (true) {
            Optional<TextLine> line = nextOfAny();
            if (line.isEmpty() || !line.get().blank()) {
                return line;
            }
        }
    }

    private Optional<TextLine> nextOfAny() throws IOException {
        if (at == limit && !fill()) {
            return Optional.empty();
        }
        long start = offset;
        tooLong = false;
        byte[] bytes = line();
        number++;
        int skipped = start == 0 && startsWithByteOrderMark(bytes) ? BYTE_ORDER_MARK.length : 0;
        int end = bytes.length;
        if (end > skipped && bytes[end - 1] == '\r') {
            end--;
        }
        boolean whole = skipped == 0 && end == bytes.length;
        return Optional.of(
                new TextLine(
                        number,
                        start + skipped,
                        whole ? bytes : Arrays.copyOfRange(bytes, skipped, end),
                        tooLong));
    }

    /** The bytes up to the line break, which is passed over. */
    private byte[] line() throws IOException {
        ByteArrayOutputStream earlier = null;
        while (true) {
            int end = at;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            boolean ended = end < limit;
            byte[] part = Arrays.copyOfRange(buffer, at, end);
            offset += end - at + (ended ? 1 : 0);
            at = ended ? end + 1 : end;
            if (earlier == null && ended) {
                return part;
            }
            if (earlier == null) {
                earlier = new ByteArrayOutputStream(2 * buffer.length);
            }
            tooLong |= earlier.size() + part.length > LONGEST;
            if (!tooLong) {
                earlier.writeBytes(part);
            }
            if (ended || !fill()) {
                return earlier.toByteArray();
            }
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    private static boolean startsWithByteOrderMark(byte[] bytes) {
        return bytes.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(
                        bytes,
                        0,
                        BYTE_ORDER_MARK.length,
                        BYTE_ORDER_MARK,
                        0,
                        BYTE_ORDER_MARK.length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
