package org.sftworkbench.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Splits a file into the lines that are not blank; a byte order mark is left out. */
final class LineReader implements Closeable {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final BufferedInputStream in;
    private int number;
    private long offset;

    LineReader(Path file) throws IOException {
        this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** The next line that is not blank, or empty at the end of the file. */
    Optional<TextLine> next() throws IOException {
        while (true) {
            Optional<TextLine> line = nextOfAny();
            if (line.isEmpty() || !line.get().blank()) {
                return line;
            }
        }
    }

    private Optional<TextLine> nextOfAny() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long start = offset;
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
            offset++;
        }
        offset++;
        number++;
        byte[] bytes = line.toByteArray();
        int skipped = number == 1 && startsWithByteOrderMark(bytes) ? BYTE_ORDER_MARK.length : 0;
        int end = bytes.length;
        if (end > skipped && bytes[end - 1] == '\r') {
            end--;
        }
        return Optional.of(
                new TextLine(number, start + skipped, Arrays.copyOfRange(bytes, skipped, end)));
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
