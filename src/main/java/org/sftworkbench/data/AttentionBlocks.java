package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which positions of a sequence see which: each token those up to itself of its own row, padding
 * nothing. With several rows in a sequence that is a matrix with blocks along its diagonal; a plain
 * causal mask would let a row see all rows before it.
 *
 * @param size T, positions of the sequence, padding included
 * @param blocks the rows, in order, not overlapping
 */
public record AttentionBlocks(int size, List<Block> blocks) {
    /**
     * The positions of a row.
     *
     * @param start first
     * @param end one past the last
     */
    public record Block(int start, int end) {
        public int length() {
            return end - start;
        }
    }

    public AttentionBlocks {
        blocks = List.copyOf(blocks);
        int at = 0;
        for (Block block : blocks) {
            if (block.start() < at || block.end() < block.start() || block.end() > size) {
                throw new IllegalArgumentException(blocks + " do not fit into " + size);
            }
            at = block.end();
        }
    }

    /** Rows end to end. */
    public static AttentionBlocks of(int... lengths) {
        List<Block> blocks = new ArrayList<>();
        int at = 0;
        for (int length : lengths) {
            blocks.add(new Block(at, at + length));
            at += length;
        }
        return new AttentionBlocks(at, blocks);
    }

    /** The index of the row a position belongs to, or -1 for padding. */
    public int blockAt(int position) {
        return IntStream.range(0, blocks.size())
                .filter(b -> position >= blocks.get(b).start() && position < blocks.get(b).end())
                .findFirst()
                .orElse(-1);
    }

    /** Whether the token at position i sees the one at position j. */
    public boolean sees(int i, int j) {
        int own = blockAt(i);
        return j <= i && own >= 0 && own == blockAt(j);
    }

    /** Whether a plain causal mask would let i see j although they belong to different rows. */
    public boolean leaks(int i, int j) {
        int own = blockAt(i);
        int other = blockAt(j);
        return j < i && own >= 0 && other >= 0 && own != other;
    }

    /** Pairs of tokens of which one sees the other, itself included. */
    public long pairs() {
        return blocks.stream().mapToLong(b -> triangle(b.length())).sum();
    }

    /** Pairs that a plain causal mask would add. */
    public long leakedPairs() {
        return triangle(tokens()) - pairs();
    }

    public int tokens() {
        return blocks.stream().mapToInt(Block::length).sum();
    }

    private static long triangle(long n) {
        return n * (n + 1) / 2;
    }
}
