package org.sftworkbench.tokenizer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Encodes texts piece by piece and remembers each piece, since most words of a dataset come again
 * and again, and the last long stretches, since who edits a conversation changes one message of
 * many. Thread-safe.
 */
final class PieceCache {
    private static final int MOST_PIECES = 100_000;

    /** Longer pieces are rare and would make the memory's bound mean nothing. */
    private static final int LONGEST_PIECE = 64;

    private final PiecePattern pattern;
    private final Function<String, Encoding> library;
    private final Map<String, Encoding> known = new ConcurrentHashMap<>();
    private final SegmentMemory segments = new SegmentMemory();

    /**
     * @param library encodes any text
     */
    PieceCache(PiecePattern pattern, Function<String, Encoding> library) {
        this.pattern = pattern;
        this.library = library;
    }

    /** The encoding of a text, to the offset what the library makes of the whole. */
    Encoding encode(String text) {
        JoinedEncoding joined = new JoinedEncoding(text.length());
        pattern.segments(
                text,
                new PiecePattern.SegmentTaker() {
                    @Override
                    public void added(int start, int end) {
                        joined.append(start, piece(text.substring(start, end)));
                    }

                    @Override
                    public void between(int start, int end) {
                        segment(text, start, end, joined);
                    }
                });
        return joined.encoding();
    }

    private void segment(String text, int start, int end, JoinedEncoding joined) {
        if (end - start < SegmentMemory.SHORTEST) {
            pieces(text, start, end, joined);
        } else {
            joined.append(start, segments.get(text.substring(start, end), this::whole));
        }
    }

    private Encoding whole(String segment) {
        JoinedEncoding joined = new JoinedEncoding(segment.length());
        pieces(segment, 0, segment.length(), joined);
        return joined.encoding();
    }

    private void pieces(String text, int start, int end, JoinedEncoding joined) {
        pattern.pieces(
                text,
                start,
                end,
                (from, to) -> joined.append(from, piece(text.substring(from, to))));
    }

    private Encoding piece(String piece) {
        Encoding cached = known.get(piece);
        if (cached != null) {
            return cached;
        }
        Encoding encoded = library.apply(piece);
        if (piece.length() <= LONGEST_PIECE && known.size() < MOST_PIECES) {
            known.put(piece, encoded);
        }
        return encoded;
    }
}
