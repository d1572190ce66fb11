package org.sftworkbench.tokenizer;

/** Turns the library's offsets, which count code points, into Java's, which count UTF-16 units. */
final class CodePointOffsets {
    private final int[] utf16;

    CodePointOffsets(String text) {
        int count = text.codePointCount(0, text.length());
        if (count == text.length()) {
            utf16 = null;
            return;
        }
        utf16 = new int[count + 1];
        int at = 0;
        for (int i = 0; i < count; i++) {
            utf16[i] = at;
            at += Character.charCount(text.codePointAt(at));
        }
        utf16[count] = at;
    }

    int toUtf16(int codePoints) {
        return utf16 == null ? codePoints : utf16[codePoints];
    }
}
