package org.sftworkbench.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Tells files that are no text by their first bytes, and what to do with them. */
final class ForeignFile {
    /** How a kind of file begins, and what is to be said about it. */
    private record Kind(String mark, String message) {}

    private static final int LONGEST_MARK = 8;

    private static final List<Kind> KINDS =
            List.of(
                    kind(
                            new int[] {0xFE, 0xFF},
                            "not UTF-8 but UTF-16, by the mark at offset 0; save the file in the"
                                    + " encoding UTF-8"),
                    kind(
                            new int[] {0xFF, 0xFE},
                            "not UTF-8 but UTF-16, by the mark at offset 0; save the file in the"
                                    + " encoding UTF-8"),
                    kind(new int[] {0x1F, 0x8B}, "is compressed with gzip; unpack it first"),
                    kind(
                            new int[] {0x28, 0xB5, 0x2F, 0xFD},
                            "is compressed with zstd; unpack it first"),
                    kind(
                            new int[] {'P', 'K', 3, 4},
                            "is a ZIP archive (or a spreadsheet); unpack it or save its rows as"
                                    + " CSV"),
                    kind(
                            new int[] {'P', 'A', 'R', 'E'},
                            "is an encrypted Parquet file; save it without encryption"),
                    kind(
                            new int[] {'A', 'R', 'R', 'O', 'W', '1'},
                            "is an Arrow file; save its rows as Parquet or JSON lines"),
                    kind(
                            new int[] {0xFF, 0xFF, 0xFF, 0xFF},
                            "is an Arrow stream; save its rows as Parquet or JSON lines"));

    private ForeignFile() {}

    static boolean isParquet(byte[] start) {
        return latin1(Arrays.copyOf(start, Math.min(start.length, 4))).equals("PAR1");
    }

    private static Kind kind(int[] mark, String message) {
        byte[] bytes = new byte[mark.length];
        for (int i = 0; i < mark.length; i++) {
            bytes[i] = (byte) mark[i];
        }
        return new Kind(latin1(bytes), message);
    }

    /**
     * @param start how the file begins
     * @throws DataException where the file is of such a kind
     */
    static void check(Path file, byte[] start) {
        String beginning = latin1(Arrays.copyOf(start, Math.min(start.length, LONGEST_MARK)));
        for (Kind kind : KINDS) {
            if (beginning.startsWith(kind.mark)) {
                throw new DataException(file + ": " + kind.message);
            }
        }
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
