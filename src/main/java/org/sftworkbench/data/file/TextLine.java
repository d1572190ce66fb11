package org.sftworkbench.data.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.sftworkbench.data.fault.MalformedRowException;
import org.sftworkbench.data.fault.NotUtf8Exception;

/**
 * One line of a file, not yet decoded, so that a line that is not UTF-8 spoils no other.
 *
 * @param number from 1
 * @param offset where its first byte stands in the file
 * @param bytes without the line break; only the first of a line that is too long
 * @param tooLong whether it does not fit into memory
 */
@SuppressWarnings("ArrayRecordComponent")
public record TextLine(int number, long offset, byte[] bytes, boolean tooLong) {
    /**
     * Decodes the line.
     *
     * @throws NotUtf8Exception with the place of the first bad byte
     * @throws MalformedRowException where it is too long
     */
    public String text() throws NotUtf8Exception, MalformedRowException {
        if (tooLong) {
            throw new MalformedRowException(
                    String.format(
                            Locale.ROOT,
                            "the line is longer than %,d bytes, which does not fit into memory here:"
                                    + " is a line break missing? Else give Java more memory (-Xmx)",
                            LineReader.LONGEST));
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            throw new NotUtf8Exception(offset + in.position(), bytes[in.position()]);
        }
        return out.flip().toString();
    }

    boolean blank() {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
