package org.sftworkbench.tokenizer;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Encodes texts piece by piece and remembers each piece, since most words of a dataset come again
 * and again. Thread-safe.
 */
final class PieceCache {
    private static final int MOST_PIECES = 100_000;

    /** Longer pieces are rare and would make the memory's bound mean nothing. */
    private static final int LONGEST_PIECE = 64;

    private final PiecePattern pattern;
    private final Function<String, Encoding> library;
    private final Map<String, Encoding> known = new ConcurrentHashMap<>();

    /**
     * @param library encodes any text
     */
    PieceCache(PiecePattern pattern, Function<String, Encoding> library) {
        this.pattern = pattern;
        this.library = library;
    }

    /** The encoding of a text, or empty where it must be encoded as a whole. */
    Optional<Encoding> encode(String text) {
        Joined joined = new Joined(text);
        return pattern.pieces(text, joined) ? Optional.of(joined.encoding()) : Optional.empty();
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

    /** Grows one encoding from those of the pieces. */
    private final class Joined implements PiecePattern.Taker {
        private final String text;
        private int[] ids;
        private int[] starts;
        private int[] ends;
        private int count;

        Joined(String text) {
            this.text = text;
            int expected = text.length() / 3 + 16;
            ids = new int[expected];
            starts = new int[expected];
            ends = new int[expected];
        }

        @Override
        public void take(int start, int end) {
            Encoding encoded = piece(text.substring(start, end));
            int more = encoded.length();
            if (count + more > ids.length) {
                int larger = Math.max(2 * ids.length, count + more);
                ids = Arrays.copyOf(ids, larger);
                starts = Arrays.copyOf(starts, larger);
                ends = Arrays.copyOf(ends, larger);
            }
            for (int t = 0; t < more; t++) {
                ids[count] = encoded.ids()[t];
                starts[count] = start + encoded.starts()[t];
                ends[count] = start + encoded.ends()[t];
                count++;
            }
        }

        Encoding encoding() {
            return new Encoding(
                    Arrays.copyOf(ids, count),
                    Arrays.copyOf(starts, count),
                    Arrays.copyOf(ends, count));
        }
    }
}
