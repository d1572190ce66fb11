package org.sftworkbench.engine.process;

/**
 * How a message is cut for a stream that others may write to as well.
 *
 * <p>A packet is {@code FF 'S' 'F' 'T'}, a byte that is 1 for the last of its message and 0 for the
 * others, the length of what follows in two bytes, the higher first, and so many bytes of the
 * message's JSON. No text has a byte FF, so packets are found between whatever a native library
 * prints. Each is written at once and fits into what POSIX calls {@code PIPE_BUF}, so nobody's
 * output gets into one.
 */
final class Packet {
    static final byte[] MAGIC = {(byte) 0xFF, 'S', 'F', 'T'};
    static final int HEADER = MAGIC.length + 3;
    static final int MOST = 4096;

    /** Most bytes of JSON in a packet. */
    static final int MOST_CONTENT = MOST - HEADER;

    static final int MORE = 0;
    static final int LAST = 1;

    private Packet() {}
}
