package org.sftworkbench.starter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The printable characters that byte-level BPE writes for the 256 bytes, as GPT-2 chose them:
 * printable Latin-1 for itself, all others from U+0100 upward. Immutable.
 */
final class ByteAlphabet {
    private final char[] characterOf = new char[256];
    private final List<Integer> order = new ArrayList<>();

    ByteAlphabet() {
        for (int b = 0; b < 256; b++) {
            if (isPrintable(b)) {
                characterOf[b] = (char) b;
                order.add(b);
            }
        }
        int next = 256;
        for (int b = 0; b < 256; b++) {
            if (!isPrintable(b)) {
                characterOf[b] = (char) next++;
                order.add(b);
            }
        }
    }

    /** The 256 characters in the order of their ids in GPT-2's vocabulary. */
    List<String> inOrder() {
        return order.stream().map(b -> String.valueOf(characterOf[b])).toList();
    }

    /** A text's UTF-8 bytes, one character each. */
    String encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            encoded.append(characterOf[b & 0xff]);
        }
        return encoded.toString();
    }

    private static boolean isPrintable(int b) {
        return (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xac) || (b >= 0xae && b <= 0xff);
    }
}
