package org.sftworkbench.data;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sftworkbench.disk.Sha256;

/**
 * Tokens of one row that were set in or out of the loss by hand. They hold for exactly the token
 * ids they were set on: where the row, the template or the tokenizer makes other ids, they are not
 * applied.
 *
 * @param row the row's number in its file, from 1
 * @param idsHash {@link #hash} of the ids they were set on
 * @param trained index of a token to whether it counts toward the loss
 */
public record MaskOverride(int row, String idsHash, SortedMap<Integer, Boolean> trained) {
    public MaskOverride {
        trained = Collections.unmodifiableSortedMap(new TreeMap<>(trained));
    }

    /** Nothing set on these ids. */
    public static MaskOverride none(int row, int[] ids) {
        return new MaskOverride(row, hash(ids), new TreeMap<>());
    }

    /** SHA-256 of the ids as 32-bit big-endian numbers, in hexadecimal. */
    public static String hash(int[] ids) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(ids.length, Integer.BYTES));
        bytes.asIntBuffer().put(ids);
        return HexFormat.of().formatHex(Sha256.digest().digest(bytes.array()));
    }

    /** With one token set by hand. */
    public MaskOverride with(int token, boolean counts) {
        TreeMap<Integer, Boolean> changed = new TreeMap<>(trained);
        changed.put(token, counts);
        return new MaskOverride(row, idsHash, changed);
    }

    /** With one token left to the policy. */
    public MaskOverride without(int token) {
        TreeMap<Integer, Boolean> changed = new TreeMap<>(trained);
        changed.remove(token);
        return new MaskOverride(row, idsHash, changed);
    }

    /** The example with these tokens set; its ids are those they were set on. */
    AnnotatedExample applied(AnnotatedExample example) {
        ExampleBuilder built = new ExampleBuilder();
        for (int t = 0; t < example.tokens().size(); t++) {
            TokenView token = example.tokens().get(t);
            Boolean counts = trained.get(t);
            built.append(
                    counts == null || counts == token.trained()
                            ? token
                            : token.withTrained(counts));
        }
        return built.build(example.text());
    }
}
