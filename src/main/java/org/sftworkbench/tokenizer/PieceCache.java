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

    /** One place in so many, of those where a stretch could end, is taken. */
    private static final int STRETCH_ENDS = 8;

    private static final int LONGEST_STRETCH = 4 * SegmentMemory.SHORTEST;

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

    /** By stretches, of which a change of the text leaves most as they were. */
    private void segment(String text, int start, int end, JoinedEncoding joined) {
        int at = start;
        while (at < end) {
            int next = stretchEnd(text, at, end);
            if (next - at < SegmentMemory.SHORTEST) {
                pieces(text, at, next, joined);
            } else {
                joined.append(at, segments.get(text.substring(at, next), this::whole));
            }
            at = next;
        }
    }

    /**
     * The end of a stretch that can be encoded on its own. It is chosen by the characters beside
     * it, so that stretches after one that was changed soon begin where they did before.
     */
    private int stretchEnd(String text, int start, int end) {
        int longest = Math.min(end, start + LONGEST_STRETCH);
        int at = pattern.partAfter(text, start + SegmentMemory.SHORTEST, end);
        while (at < longest
                && (31 * text.charAt(at - 1) + text.charAt(at - 2)) % STRETCH_ENDS != 0) {
            at = pattern.partAfter(text, at + 1, end);
        }
        return at;
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
