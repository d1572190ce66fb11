package org.sftworkbench.tokenizer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The characters that normalization leaves alone and that every version of Unicode puts in the same
 * class, so that Java and the tokenizers library part a text of them alike. They stand in {@code
 * sure-characters.txt}.
 */
final class SureCharacters {
    /** What a pattern that parts texts can tell of a character. */
    enum Kind {
        /** Not one to be sure of. */
        UNSURE,
        LETTER,
        NUMBER,
        /** White space but a line's end. */
        SPACE,
        LINE_END,
        OTHER
    }

    private static final int PLANES = 0x30000;
    private static final Kind[] KINDS = Kind.values();
    private static final byte[] KIND_OF = read();

    private SureCharacters() {}

    static Kind kind(int codePoint) {
        return codePoint < PLANES ? KINDS[KIND_OF[codePoint]] : Kind.UNSURE;
    }

    private static byte[] read() {
        byte[] kinds = new byte[PLANES];
        try (InputStream in =
                        SureCharacters.class.getResourceAsStream(
                                "/org/sftworkbench/tokenizer/sure-characters.txt");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .forEach(range -> add(range, kinds));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kinds;
    }

    private static void add(String range, byte[] kinds) {
        int dash = range.indexOf('-');
        int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash), 16);
        int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1), 16);
        for (int c = first; c <= last; c++) {
            kinds[c] = (byte) inUnicode(c).ordinal();
        }
    }

    private static Kind inUnicode(int c) {
        if (c == '\r' || c == '\n') {
            return Kind.LINE_END;
        }
        if (Character.isLetter(c)) {
            return Kind.LETTER;
        }
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                    Kind.NUMBER;
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    Kind.SPACE;
            default -> c >= '\t' && c <= '\f' || c == 0x85 ? Kind.SPACE : Kind.OTHER;
        };
    }

    /**
     * Whether a known pattern parts a text between two characters, whatever stands before and after
     * them: letters and numbers have pieces of their own kind, and no piece goes on with white
     * space but the feeds of its line's end.
     */
    static boolean part(int before, int after) {
        Kind left = kind(before);
        Kind right = kind(after);
        if (left == Kind.UNSURE || right == Kind.UNSURE || isSpace(left)) {
            return false;
        }
        return (left == Kind.LETTER && right != Kind.LETTER)
                || ((left == Kind.NUMBER) != (right == Kind.NUMBER))
                || right == Kind.SPACE;
    }

    private static boolean isSpace(Kind kind) {
        return kind == Kind.SPACE || kind == Kind.LINE_END;
    }
}
