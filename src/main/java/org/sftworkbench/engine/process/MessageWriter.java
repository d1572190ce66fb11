package org.sftworkbench.engine.process;

import java.io.IOException;
import java.io.OutputStream;

/** Writes messages to a stream, each whole, in packets. Thread-safe. */
final class MessageWriter {
    private final MessageCodec codec = new MessageCodec();
    private final OutputStream out;

    /**
     * @param out unbuffered, so that a packet goes out at once
     */
    MessageWriter(OutputStream out) {
        this.out = out;
    }

    /** Waits while whoever reads has no room. */
    synchronized void write(Object message) throws IOException {
        try (Packets packets = new Packets()) {
            codec.write(message, packets);
        }
        out.flush();
    }

    /** The packets of one message; the last goes out when this is closed. */
    private final class Packets extends OutputStream {
        private final byte[] packet = new byte[Packet.MOST];
        private int length = Packet.HEADER;
        private boolean closed;

        Packets() {
            System.arraycopy(Packet.MAGIC, 0, packet, 0, Packet.MAGIC.length);
        }

        @Override
        public void write(int b) throws IOException {
            if (length == Packet.MOST) {
                send(Packet.MORE);
            }
            packet[length++] = (byte) b;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            int at = from;
            int left = count;
            while (left > 0) {
                if (length == Packet.MOST) {
                    send(Packet.MORE);
                }
                int part = Math.min(left, Packet.MOST - length);
                System.arraycopy(bytes, at, packet, length, part);
                length += part;
                at += part;
                left -= part;
            }
        }

        private void send(int flag) throws IOException {
            int content = length - Packet.HEADER;
            packet[Packet.HEADER - 3] = (byte) flag;
            packet[Packet.HEADER - 2] = (byte) (content >> 8);
            packet[Packet.HEADER - 1] = (byte) content;
            out.write(packet, 0, length);
            length = Packet.HEADER;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                send(Packet.LAST);
            }
        }
    }
}
