package org.sftworkbench.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.sftworkbench.data.fault.NotUtf8Exception;

/**
 * Decodes UTF-8, without a byte order mark. For bytes that are not UTF-8 it hands out U+FFFD and
 * remembers where they stand, until there are too many of them.
 */
public final class Utf8Reader extends Reader {
    private static final int BUFFER = 1 << 16;
    private static final int MARK_BYTES = 3;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** So many at once are no slip; more than are read ahead, so that each belongs to one row. */
    private static final int MOST_REMEMBERED = 1 << 18;

    private final InputStream in;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
    private long offset;
    private boolean started;

    /** Of each stretch that was decoded lately: its first character, and the byte it came from. */
    private final Deque<long[]> stretches = new ArrayDeque<>();

    private long decoded;
    private boolean ended;

    /** Bytes that are not UTF-8: the character handed out for them, and the first of them. */
    private record Bad(long character, long offset, byte value) {
        NotUtf8Exception exception() {
            return new NotUtf8Exception(offset, value);
        }
    }

    private final Deque<Bad> bad = new ArrayDeque<>();

    /** From a file's start on. */
    public Utf8Reader(InputStream in) {
        this(in, 0);
    }

    /**
     * @param from the place in the file, in bytes, where the stream begins: only at 0 there is a
     *     byte order mark to leave out; elsewhere it is text
     */
    public Utf8Reader(InputStream in, long from) {
        this.in = in;
        this.offset = from;
        this.started = from > 0;
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!chars.hasRemaining()) {
            if (!decode()) {
                return -1;
            }
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, from, count);
        return count;
    }

    /** Decodes some more; false at the end of the input. */
    private boolean decode() throws IOException {
        if (ended && !bytes.hasRemaining()) {
            return false;
        }
        chars.clear();
        int before = bytes.position();
        long from = offset;
        CoderResult result = decoder.decode(bytes, chars, ended);
        offset += bytes.position() - before;
        chars.flip();
        if (chars.hasRemaining()) {
            from += skipByteOrderMark() ? MARK_BYTES : 0;
            stretches.add(new long[] {decoded, from});
            decoded += chars.remaining();
        } else if (result.isError()) {
            replaceBad(result.length());
        } else {
            fill();
        }
        return true;
    }

    private void replaceBad(int length) throws NotUtf8Exception {
        bad.add(new Bad(decoded, offset, bytes.get(bytes.position())));
        if (bad.size() > MOST_REMEMBERED) {
            throw bad.element().exception();
        }
        stretches.add(new long[] {decoded, offset});
        decoded++;
        offset += length;
        bytes.position(bytes.position() + length);
        chars.clear();
        chars.put('\uFFFD').flip();
        started = true;
    }

    /**
     * Looks whether what was handed out so far came from bytes that are not UTF-8.
     *
     * @param before only of characters before this one, counted from the start
     * @return the first such bytes that no call before has told
     */
    Optional<NotUtf8Exception> bad(long before) {
        Optional<NotUtf8Exception> first =
                Optional.ofNullable(bad.peek())
                        .filter(found -> found.character < before)
                        .map(Bad::exception);
        while (!bad.isEmpty() && bad.peek().character < before) {
            bad.remove();
        }
        return first;
    }

    private boolean skipByteOrderMark() {
        boolean mark = !started && chars.charAt(0) == BYTE_ORDER_MARK;
        if (mark) {
            chars.get();
        }
        started = true;
        return mark;
    }

    /**
     * Where a character that was handed out stands in the file.
     *
     * @param character counted from the start, not before that of the call before
     * @return a {@link RowPlace}
     */
    long place(long character) {
        long[] stretch = stretches.remove();
        while (!stretches.isEmpty() && stretches.peek()[0] <= character) {
            stretch = stretches.remove();
        }
        stretches.addFirst(stretch);
        return RowPlace.of(stretch[1], character - stretch[0]);
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
