package org.sftworkbench.data.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.disk.LfsPointer;

/** Tells files that are no text by their first bytes, and what to do with them. */
public final class ForeignFile {
    /**
     * How a kind of file begins, and what is to be said about it.
     *
     * @param mark its first bytes, each as the character of that number
     */
    private record Kind(Pattern mark, String message) {}

    private static final int LONGEST_MARK = 64;

    private static final String UTF_16_BY_MARK =
            "not UTF-8 but UTF-16, by the mark at offset 0; save the file in the encoding UTF-8";
    private static final String UTF_16 =
            "not UTF-8 but UTF-16, as every other byte is 0; save the file in the encoding UTF-8";
    private static final String UTF_32 =
            "not UTF-8 but UTF-32, as three of four bytes are 0; save the file in the encoding"
                    + " UTF-8";

    private static final String WEIGHTS =
            "holds the weights of a model, not rows; open the model's directory instead";

    /** After a mark of letters, with which a text may begin as well. */
    private static final String NO_TEXT = ".*[\\x00-\\x08\\x0E-\\x1F]";

    private static final Pattern PARQUET = Pattern.compile("PAR1" + NO_TEXT, Pattern.DOTALL);

    private static final Kind DAMAGED_PARQUET =
            kind(
                    NO_TEXT,
                    "does not begin as a Parquet file does, with PAR1; it may be damaged, or was"
                            + " not downloaded whole");

    private static final List<Kind> KINDS =
            List.of(
                    kind(
                            "\0\0\u00FE\u00FF|\u00FF\u00FE\0\0|(\0\0\0[^\0]){2}|([^\0]\0\0\0){2}",
                            UTF_32),
                    kind("\u00FE\u00FF|\u00FF\u00FE", UTF_16_BY_MARK),
                    kind("(\0[^\0]){4}|([^\0]\0){4}", UTF_16),
                    kind("\u001F\u008B", "is compressed with gzip; unpack it first"),
                    kind("\\x28\u00B5\u002F\u00FD", "is compressed with zstd; unpack it first"),
                    kind("BZh[1-9]1AY&SY", "is compressed with bzip2; unpack it first"),
                    kind("\u00FD7zXZ\0", "is compressed with xz; unpack it first"),
                    kind(".{3}\0{5}\\s*\\{|GGUF[\u0001-\u0009]\0", WEIGHTS),
                    kind("PK\u0003\u0004.{26}[^\0]{0,24}data\\.pkl", WEIGHTS),
                    kind(
                            "PK\u0003\u0004",
                            "is a ZIP archive (or a spreadsheet); unpack it or save its rows as"
                                    + " CSV"),
                    kind("7z\u00BC\u00AF", "is a 7-Zip archive; unpack it first"),
                    kind(
                            "PARE" + NO_TEXT,
                            "is an encrypted Parquet file; save it without encryption"),
                    kind(
                            "ARROW1" + NO_TEXT,
                            "is an Arrow file; save its rows as Parquet or JSON lines"),
                    kind(
                            "\u00FF\u00FF\u00FF\u00FF",
                            "is an Arrow stream; save its rows as Parquet or JSON lines"),
                    kind(
                            "SQLite format 3\0",
                            "is an SQLite database; export its rows as CSV or JSON lines"),
                    kind(
                            "\u0089PNG\r\n|\u00FF\u00D8\u00FF|GIF8[79]a",
                            "is a picture, not rows; choose the data file"),
                    kind(
                            "%PDF-\\d",
                            "is a PDF document, not rows; save its rows as CSV or JSON lines"),
                    kind("version https://git-lfs\\.github\\.com/spec/", LfsPointer.MESSAGE));

    /** A document may begin so, but no row. */
    private static final Kind PAGE =
            kind(
                    "\\s*<(?i:!doctype html|html)\\b",
                    "is a web page, not rows; download the file itself");

    private ForeignFile() {}

    /**
     * @param start how the file begins
     */
    public static boolean isParquet(byte[] start) {
        return PARQUET.matcher(latin1(start)).lookingAt();
    }

    private static Kind kind(String mark, String message) {
        return new Kind(Pattern.compile(mark, Pattern.DOTALL), message);
    }

    /**
     * @param start how the file begins
     * @throws DataException where the file is of such a kind
     */
    public static void check(Path file, byte[] start) {
        KINDS.forEach(kind -> check(file, start, kind));
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet")) {
            check(file, start, DAMAGED_PARQUET);
        }
    }

    /**
     * The same for a file that should hold rows and not documents.
     *
     * @throws DataException where it is a web page
     */
    public static void checkRows(Path file, byte[] start) {
        check(file, start, PAGE);
    }

    private static void check(Path file, byte[] start, Kind kind) {
        if (kind.mark.matcher(latin1(start)).lookingAt()) {
            throw new DataException(file + ": " + kind.message);
        }
    }

    private static String latin1(byte[] start) {
        return new String(
                Arrays.copyOf(start, Math.min(start.length, LONGEST_MARK)),
                StandardCharsets.ISO_8859_1);
    }
}
