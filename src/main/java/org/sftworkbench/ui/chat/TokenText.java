package org.sftworkbench.ui.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.VisibleText;

/**
 * What a token is called in the drawing of a batch: its text with visible white space, or its bytes
 * where it is only a part of a character. Not thread-safe.
 */
final class TokenText {
    private static final String INCOMPLETE = "\uFFFD";

    private final Tokenizer tokenizer;
    private final Map<Integer, String> known = new HashMap<>();

    TokenText(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    String of(int id) {
        return known.computeIfAbsent(id, this::name);
    }

    private String name(int id) {
        String name = tokenizer.tokenOf(id).orElse("");
        if (tokenizer.isSpecial(id)) {
            return name;
        }
        String text = tokenizer.decode(new int[] {id}, false);
        if (text.isEmpty() || text.contains(INCOMPLETE)) {
            return hex(name);
        }
        return VisibleText.of(text);
    }

    List<String> of(int[] ids) {
        List<String> names = new ArrayList<>(ids.length);
        for (int id : ids) {
            names.add(of(id));
        }
        return names;
    }

    /** The bytes of a byte-level vocabulary entry, such as {@code E4 BD}; else the entry's name. */
    private static String hex(String name) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            int value = byteOf(name.charAt(i));
            if (value < 0) {
                return VisibleText.of(name);
            }
            bytes.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%02X", value));
        }
        return bytes.toString();
    }

    /**
     * GPT-2's alphabet: printable Latin-1 characters stand for themselves, the other 68 bytes for
     * the characters from U+0100 on, in order.
     */
    private static int byteOf(char c) {
        if (isPrintable(c)) {
            return c;
        }
        int nth = c - 0x100;
        for (int b = 0; b < 256 && nth >= 0; b++) {
            if (!isPrintable(b) && nth-- == 0) {
                return b;
            }
        }
        return -1;
    }

    private static boolean isPrintable(int b) {
        return (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || (b >= 0xAE && b <= 0xFF);
    }
}
