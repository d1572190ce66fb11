package org.sftworkbench.engine.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads messages from a stream, past whatever else is printed there. A message is read as it comes:
 * nothing is set aside for a length that a broken packet claims. For one thread.
 */
final class MessageReader {
    private static final int LONGEST_LINE = 2000;

    private final MessageCodec codec = new MessageCodec();
    private final InputStream in;
    private final Consumer<String> noise;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /**
     * @param noise hears lines that are no message
     */
    MessageReader(InputStream in, Consumer<String> noise) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.noise = noise;
    }

    /**
     * Waits for the next message.
     *
     * @return it; empty at the end of the stream
     * @throws FrameException where it is broken; what comes after it cannot be understood either
     */
    <T> Optional<T> read(Class<T> type) throws IOException {
        if (!findPacket()) {
            return Optional.empty();
        }
        Content content = new Content();
        T message = codec.read(content, type);
        if (content.read() >= 0) {
            throw new FrameException("a message goes on after its end");
        }
        return Optional.of(message);
    }

    /** Reads up to the end of a magic; false at the end of the stream. */
    private boolean findPacket() throws IOException {
        int matched = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if ((byte) b == Packet.MAGIC[matched]) {
                matched++;
                if (matched == Packet.MAGIC.length) {
                    endLine();
                    return true;
                }
                continue;
            }
            line.write(Packet.MAGIC, 0, matched);
            // The magic's first byte is found nowhere else in it.
            matched = (byte) b == Packet.MAGIC[0] ? 1 : 0;
            if (matched == 0) {
                print(b);
            }
        }
        endLine();
        return false;
    }

    private void print(int b) {
        if (b == '\n' || line.size() >= LONGEST_LINE) {
            endLine();
        }
        if (b != '\n') {
            line.write(b);
        }
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8).strip();
        line.reset();
        if (!text.isEmpty()) {
            noise.accept(text);
        }
    }

    /** The JSON of one message, whose first packet's magic has been read. */
    private final class Content extends InputStream {
        private int left;
        private boolean last;

        Content() throws IOException {
            begin();
        }

        private void begin() throws IOException {
            int flag = next();
            int length = next() << 8 | next();
            if ((flag != Packet.MORE && flag != Packet.LAST)
                    || length > Packet.MOST_CONTENT
                    || (length == 0 && flag == Packet.MORE)) {
                throw new FrameException(
                        "a packet of kind " + flag + " and " + length + " bytes is none of ours");
            }
            last = flag == Packet.LAST;
            left = length;
        }

        private int next() throws IOException {
            int b = in.read();
            if (b < 0) {
                throw new FrameException("the stream ends within a message");
            }
            return b;
        }

        /** Whether there is something to read. */
        private boolean fill() throws IOException {
            while (left == 0 && !last) {
                if (!findPacket()) {
                    throw new FrameException("the stream ends within a message");
                }
                begin();
            }
            return left > 0;
        }

        @Override
        public int read() throws IOException {
            if (!fill()) {
                return -1;
            }
            left--;
            return next();
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int got = in.read(bytes, from, Math.min(count, left));
            if (got < 0) {
                throw new FrameException("the stream ends within a message");
            }
            left -= got;
            return got;
        }
    }
}
