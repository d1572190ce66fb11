package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.file.LineReader;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** Whatever a file holds, every row of it is read or named by its line; none is lost. */
class AdversarialFilesTest {
    private static final String GOOD = "{\"prompt\": \"q\", \"completion\": \"a\"}";

    private static final boolean FULL = Boolean.getBoolean("sft.full");

    @TempDir Path directory;

    @Test
    void aByteOrderMarkAndWindowsLineBreaksAreNoPartOfARow() throws IOException {
        Read read = read("a.jsonl", "\uFEFF" + GOOD + "\r\n\r\n" + GOOD + "\r\n");
        assertThat(read.lines()).containsExactly(1, 3);
        assertThat(read.problems).isEmpty();

        Read csv = read("a.csv", "\uFEFFprompt,completion\r\nq,a\r\n\"q\r\n2\",a\r\n");
        assertThat(csv.problems).isEmpty();
        assertThat(csv.user(1)).isEqualTo("q\r\n2");

        Read list = read("a.json", "\uFEFF[\r\n" + GOOD + ",\r\n" + GOOD + "\r\n]\r\n");
        assertThat(list.lines()).containsExactly(2, 3);
    }

    @Test
    void aNulInJsonSpoilsItsLineAlone() throws IOException {
        Read read = read("a.jsonl", GOOD + "\n" + GOOD.replace("q", "q\0") + "\n" + GOOD + "\n");
        assertThat(read.lines()).containsExactly(1, 3);
        assertThat(read.problems).hasSize(1);
        assertThat(read.problems.get(0).line()).isEqualTo(2);
        assertThat(read("a.csv", "prompt,completion\nq\0,a\n").user(0)).isEqualTo("q\0");
    }

    @Test
    void aLineOfAHundredMegabytesIsReadOrNamedAndTheNextIsRead() throws IOException {
        Path file = directory.resolve("long.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] megabyte = new byte[1 << 20];
            Arrays.fill(megabyte, (byte) 'x');
            out.write("{\"prompt\": \"".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100; i++) {
                out.write(megabyte);
            }
            out.write(("\", \"completion\": \"a\"}\n" + GOOD).getBytes(StandardCharsets.UTF_8));
        }
        List<Integer> numbers = new ArrayList<>();
        try (RowStream rows = new DatasetReader().stream(file)) {
            while (rows.hasNext()) {
                ReadRow row = rows.next();
                numbers.add(row.number());
                if (row instanceof RowProblem problem) {
                    assertThat(LineReader.LONGEST).isLessThan(100 << 20);
                    assertThat(problem.message()).contains("longer than");
                } else if (row.number() == 1) {
                    assertThat(((DataRow) row).content().size()).isGreaterThan(100 << 20);
                }
            }
        }
        assertThat(numbers).containsExactly(1, 2);
    }

    @Test
    void aListThatBreaksOffKeepsItsRowsAndSaysWhere() throws IOException {
        Read read = read("a.json", "[\n" + GOOD + ",\n" + GOOD + ",\n{\"prompt\": \"q");
        assertThat(read.lines()).containsExactly(2, 3);
        assertThat(read.problems).hasSize(1);
        assertThat(read.problems.get(0).line()).isEqualTo(4);
        assertThat(read.problems.get(0).message()).contains("breaks off");
    }

    @Test
    void csvRowsOfTooFewOrTooManyFieldsAreNamed() throws IOException {
        Read read =
                read(
                        "a.csv",
                        "prompt,completion\nq,a\nq\n\"q\nmore\",\"a, b\"\nq,a,surplus\nq,a\n");
        assertThat(read.lines()).containsExactly(2, 4, 7);
        assertThat(read.problems).extracting(RowProblem::line).containsExactly(3, 6);
    }

    @Test
    void aCsvFileWithoutANeededColumnIsRefusedAtOnce() throws IOException {
        assertThatThrownBy(() -> read("a.csv", "prompt,answer\nq,a\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a.csv")
                .hasMessageContaining("completion");
    }

    @Test
    void whatAFileHoldsIsQuotedByItsBeginningOnOneLine() throws IOException {
        String half = "{\"prompt\": \"\\u\uD83D\uDE00\", \"completion\": \"a\"}";
        String after = GOOD + "x".repeat(19) + "\uD83D\uDE00";
        String control = GOOD + "\u0085";
        Read lines = read("a.jsonl", String.join("\n", GOOD, half, after, control));
        assertThat(lines.problems).hasSize(3);
        String from = "{\"conversations\": [{\"from\": \"%s\", \"value\": \"a\"}]}";
        String known = String.format(from, "human");
        Read turns = read("b.jsonl", known + "\n" + String.format(from, "x".repeat(100_000)));
        Read table =
                read(
                        "a.csv",
                        "prompt,completion" + ",".repeat(2) + "c".repeat(100_000) + "\nq\nq,a,,\n");
        for (Read read : List.of(lines, turns, table)) {
            assertThat(read.problems).isNotEmpty();
            for (RowProblem problem : read.problems) {
                assertThat(problem.message())
                        .hasSizeLessThan(1000)
                        .doesNotContainPattern("\\p{Cc}|\\p{Cs}");
            }
        }
        assertThatThrownBy(() -> read("d.csv", "c".repeat(100_000) + ",b\nq,a\n"))
                .isInstanceOf(DataException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000));
        assertThatThrownBy(() -> read("e.tsv", "prompt\tcompletio\nq\ta\n"))
                .hasMessageContaining("the column completion is missing")
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    @Test
    void aQuoteThatIsNeverClosedIsNamedWithTheLineItOpensIn() throws IOException {
        Read read = read("a.csv", "prompt,completion\nq,a\nq,\"a\nq,a\n");
        assertThat(read.lines()).containsExactly(2);
        assertThat(read.problems).hasSize(1);
        assertThat(read.problems.get(0).message())
                .contains("line 3")
                .contains("never closed")
                .contains("What follows could not be read");
        ToldInChinese.check(read.problems.get(0).message());

        Read next = read("a.csv", "prompt,completion\nq,\"a\nq,a\nq,\"a\"\nq,a\n");
        assertThat(next.lines()).containsExactly(5);
        assertThat(next.problems).hasSize(1);
        assertThat(next.problems.get(0).message()).contains("Lines 2 to 4 were taken as one row");
        ToldInChinese.check(next.problems.get(0).message());
    }

    @Test
    void bytesThatAreNotUtf8SpoilTheirLineAlone() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((GOOD + "\n").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(
                (GOOD.replace("q", "caf\u00e9") + "\n").getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes((GOOD + "\n").getBytes(StandardCharsets.UTF_8));
        Read read = read(Files.write(directory.resolve("latin.jsonl"), bytes.toByteArray()));
        assertThat(read.lines()).containsExactly(1, 3);
        assertThat(read.problems).hasSize(1);
        assertThat(read.problems.get(0).message()).contains("0xE9").contains("UTF-8");
    }

    @Test
    void aCsvRowThatIsNotUtf8SpoilsNoOtherAndItsByteIsNamed() throws IOException {
        String text =
                "\uFEFFprompt,completion\nq,a\ncaf\u00e9,a\n\"a\"\"b\"\"\nlatin \u00e9\",a\n\u00e9,\n"
                        + "\"q\n2\",a\n";
        // As if a tool had written the mark in UTF-8, and the rows in another encoding.
        byte[] bytes =
                text.replace("\uFEFF", "\u00ef\u00bb\u00bf").getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(directory.resolve("latin.csv"), bytes);
        Read read = read(file);
        assertThat(read.lines()).containsExactly(2, 7);
        assertThat(read.user(1)).isEqualTo("q\n2");
        assertThat(read.problems).extracting(RowProblem::line).containsExactly(3, 4, 6);
        for (RowProblem problem : read.problems) {
            assertThat(problem.message()).contains("the byte 0xE9 at offset ");
            int offset =
                    Integer.parseInt(
                            problem.message().replaceAll("(?s).* at offset (\\d+) .*", "$1"));
            assertThat(bytes[offset]).as(problem.message()).isEqualTo((byte) 0xE9);
            assertThat(lineOf(bytes, offset)).isBetween(problem.line(), problem.line() + 1);
            ToldInChinese.check(problem.message());
        }
    }

    private static int lineOf(byte[] bytes, int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    @Test
    void aRowOfAListThatIsNotUtf8SpoilsNoOther() throws IOException {
        String bad = GOOD.replace("q", "caf\u00e9");
        byte[] bytes =
                ("[" + GOOD + ",\n" + bad + ",\n" + bad + ",\n" + GOOD + "\n]\n\u00e9")
                        .getBytes(StandardCharsets.ISO_8859_1);
        Read read = read(Files.write(directory.resolve("latin.json"), bytes));
        assertThat(read.lines()).containsExactly(1, 4);
        assertThat(read.problems).hasSize(3);
        for (RowProblem problem : read.problems.subList(0, 2)) {
            int offset =
                    Integer.parseInt(
                            problem.message().replaceAll("(?s).* at offset (\\d+) .*", "$1"));
            assertThat(bytes[offset]).isEqualTo((byte) 0xE9);
            assertThat(lineOf(bytes, offset)).isEqualTo(problem.line());
        }
        // Between two rows it is a syntax error, and the byte is why.
        byte[] between =
                ("[" + GOOD + ",\n\u00e9" + GOOD + "]").getBytes(StandardCharsets.ISO_8859_1);
        Read broken = read(Files.write(directory.resolve("between.json"), between));
        assertThat(broken.lines()).containsExactly(1);
        assertThat(broken.problems.get(0).message())
                .contains("the byte 0xE9 at offset", "What follows could not be read");
    }

    @Test
    void aRowThatWouldTakeAllMemoryIsNamedAndTheNextIsRead() throws IOException {
        // 13 MB of text where the heap is large, which would become half a gigabyte.
        String many = "{},".repeat(2 * LineReader.LONGEST / 120 + 10) + "{}";
        String row = "{\"messages\": [" + many + "]}";
        for (String name : List.of("a.jsonl", "a.json")) {
            boolean list = name.endsWith(".json");
            Read read =
                    read(
                            name,
                            list
                                    ? "[" + GOOD + ",\n" + row + ",\n" + GOOD + "]"
                                    : GOOD + "\n" + row + "\n" + GOOD);
            assertThat(read.lines()).as(name).containsExactly(1, 3);
            assertThat(read.problems).as(name).hasSize(1);
            assertThat(read.problems.get(0).message()).contains("of memory");
            ToldInChinese.check(read.problems.get(0).message());
        }
    }

    @Test
    void aCsvRowOfCommasWithoutEndIsNamedAndTheNextIsRead() throws IOException {
        String commas = ",".repeat(3_000_000);
        Read read = read("a.csv", "prompt,completion\nq,a\n" + commas + "\nq,a\n");
        assertThat(read.lines()).containsExactly(2, 4);
        assertThat(read.problems).hasSize(1);
        assertThat(read.problems.get(0).message()).contains("more than 100,000 fields");
        ToldInChinese.check(read.problems.get(0).message());
        assertThatThrownBy(() -> read("b.csv", commas + "\nq,a\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("in the header");
    }

    @Test
    void aKeyThatStandsTwiceIsNamedSinceOneValueWouldBeLost() throws IOException {
        String twice = "{\"prompt\": \"q\", \"prompt\": \"r\", \"completion\": \"a\"}";
        for (String name : List.of("a.jsonl", "a.json")) {
            boolean list = name.endsWith(".json");
            Read read =
                    read(
                            name,
                            list
                                    ? "[" + GOOD + ",\n" + twice + ",\n" + GOOD + "]"
                                    : GOOD + "\n" + twice + "\n" + GOOD + "\n");
            assertThat(read.lines()).containsExactly(1, 3);
            assertThat(read.problems).hasSize(1);
            assertThat(read.problems.get(0).line()).isEqualTo(2);
            assertThat(read.problems.get(0).message()).contains("the key prompt twice");
        }
    }

    @Test
    void nestingWithoutEndSpoilsItsLineAlone() throws IOException {
        String deep = "{\"messages\": " + "[".repeat(100_000);
        Read read = read("a.jsonl", GOOD + "\n" + deep + "\n" + GOOD + "\n");
        assertThat(read.lines()).containsExactly(1, 3);
        assertThat(read.problems).extracting(RowProblem::line).containsExactly(2);
        assertThat(read.problems.get(0).message())
                .contains("nesting depth (1001) exceeds the maximum allowed (1000)")
                .doesNotContain("`");
    }

    @Test
    void rowsOfAnotherKindAreNamedAsSuch() throws IOException {
        Read read =
                read(
                        "a.jsonl",
                        GOOD
                                + "\n{\"text\": \"t\"}\n{\"input_ids\": [1]}\n[1]\n7\nnull\n"
                                + GOOD
                                + "\n");
        assertThat(read.lines()).containsExactly(1, 7);
        assertThat(read.problems).extracting(RowProblem::line).containsExactly(2, 3, 4, 5, 6);
        assertThat(read.problems.get(0).message()).contains("plain text");
    }

    @Test
    void whatIsNoFileOfRowsIsRefusedByName() throws IOException {
        assertThatThrownBy(() -> read("empty.jsonl", "")).hasMessageContaining("empty.jsonl");
        assertThatThrownBy(() -> read("blank.jsonl", "\n \n")).hasMessageContaining("blank.jsonl");
        assertThatThrownBy(() -> read("none.json", "[]")).hasMessageContaining("none.json");
        assertThatThrownBy(() -> read("one.json", "{\"prompt\": "))
                .hasMessageContaining("one.json");
        assertThatThrownBy(() -> read(directory)).hasMessageContaining("is a directory");
        assertThatThrownBy(() -> read(directory.resolve("gone.csv")))
                .hasMessageContaining("no such file");
        Path utf16 = directory.resolve("utf16.jsonl");
        Files.write(utf16, GOOD.getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> read(utf16))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("utf16.jsonl");
    }

    /**
     * Two formats and a little more than fits by default; all and a whole gigabyte more with {@code
     * -Dsft.full=true}.
     */
    @Test
    void aLineOfAGigabyteIsNamedInEveryFormat() throws IOException {
        long size = LineReader.LONGEST + (FULL ? 1L << 30 : 10L << 20);
        List<String> formats =
                FULL ? List.of("a.jsonl", "a.txt", "a.csv", "a.json") : List.of("a.csv", "a.json");
        for (String name : formats) {
            Path file = directory.resolve(name);
            boolean csv = name.endsWith("csv");
            try (OutputStream out = Files.newOutputStream(file)) {
                String start =
                        switch (name) {
                            case "a.jsonl" -> GOOD + "\n{\"prompt\": \"";
                            case "a.json" -> "[" + GOOD + ",\n{\"prompt\": \"";
                            case "a.csv" -> "prompt,completion\nq,a\n";
                            default -> "a document\n";
                        };
                out.write(start.getBytes(StandardCharsets.UTF_8));
                byte[] megabyte = new byte[1 << 20];
                Arrays.fill(megabyte, (byte) 'x');
                for (long written = 0; written < size; written += megabyte.length) {
                    // No field of it alone is too long.
                    megabyte[0] = (byte) (csv && written % LineReader.LONGEST == 0 ? ',' : 'x');
                    out.write(megabyte);
                }
                String end = name.equals("a.json") ? "\"}]" : csv ? ",a\nq,a\n" : "\n" + GOOD;
                out.write(end.getBytes(StandardCharsets.UTF_8));
            }
            List<ReadRow> read = new ArrayList<>();
            try (RowStream rows = new DatasetReader().stream(file)) {
                while (rows.hasNext()) {
                    read.add(rows.next());
                }
            }
            boolean list = name.equals("a.json");
            assertThat(read).as(name).hasSize(list ? 2 : 3);
            assertThat(read.get(0)).as(name).isInstanceOf(DataRow.class);
            assertThat(read.get(1)).as(name).isInstanceOf(RowProblem.class);
            assertThat(list || read.get(2) instanceof DataRow).as(name).isTrue();
            Files.delete(file);
        }
    }

    @Test
    void everyRowOfAFileIsEitherReadOrNamed() throws IOException {
        List<byte[]> nasty =
                List.of(
                        bytes(GOOD),
                        bytes("{\"prompt\": \"\0\", \"completion\": \"a\"}"),
                        bytes("\0\0\0"),
                        new byte[] {(byte) 0xFF, (byte) 0xFE},
                        new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'},
                        new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
                        bytes("\uFEFF" + GOOD),
                        bytes(GOOD + "\r"),
                        bytes("{\"prompt\": \"\\ud800\", \"completion\": \"a\"}"),
                        bytes("{\"prompt\": \"q\", \"completion\": \"\\udc00x\"}"),
                        bytes("[".repeat(100_000)),
                        bytes("{\"a\":".repeat(100_000)),
                        bytes("{\"prompt\": 1e999, \"completion\": -1e-999}"),
                        bytes("{\"prompt\": " + "9".repeat(5000) + "}"),
                        bytes("{\"messages\": []}"),
                        bytes("{\"messages\": [[]]}"),
                        bytes("{}"),
                        bytes("null"),
                        bytes("}"),
                        bytes("PAR1"),
                        bytes(GOOD));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (byte[] row : nasty) {
            file.writeBytes(row);
            file.write('\n');
        }
        Path path = Files.write(directory.resolve("nasty.jsonl"), file.toByteArray());
        Read read = read(path);
        List<Integer> lines = new ArrayList<>(read.lines());
        read.problems.forEach(problem -> lines.add(problem.line()));
        assertThat(lines).hasSize(nasty.size()).doesNotHaveDuplicates();
        assertThat(read.rows.size()).isGreaterThanOrEqualTo(3);
        List<String> bytes = new ArrayList<>();
        for (RowProblem problem : read.problems) {
            assertThat(problem.message()).isNotBlank();
            if (problem.message().contains("byte")) {
                bytes.add(problem.message());
            }
        }
        assertThat(bytes).hasSizeGreaterThan(8);
    }

    @Test
    void aPipeIsRefusedAndNotWaitedFor() throws Exception {
        Path pipe = directory.resolve("rows.jsonl");
        try {
            assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        } catch (IOException e) {
            assumeTrue(false, "this system has no mkfifo");
        }
        assertThatThrownBy(() -> read(pipe))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("rows.jsonl: is a pipe or a device");
        assertThatThrownBy(() -> new IdsFileReader().read(pipe))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is a pipe or a device");
    }

    @Test
    void whatBeginsLikeAnArchiveOrATableIsNamedWhateverFollows() throws IOException {
        Map<String, byte[]> starts =
                new HashMap<>(
                        Map.of(
                                "gzip",
                                new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 1, 2},
                                "ZIP",
                                new byte[] {'P', 'K', 3, 4, 9, 9},
                                "Parquet",
                                bytes("PAR1\25\4 and no more"),
                                "Arrow",
                                bytes("ARROW1\0\0"),
                                "bzip2",
                                bytes("BZh91AY&SY1234"),
                                "SQLite",
                                bytes("SQLite format 3\0 and tables"),
                                "web page",
                                bytes("\n<!DOCTYPE html>\n<html>"),
                                "git lfs pull",
                                bytes(
                                        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"),
                                "UTF-16",
                                GOOD.getBytes(StandardCharsets.UTF_16LE),
                                "UTF-32",
                                GOOD.getBytes(Charset.forName("UTF-32BE"))));
        starts.put("PDF document", bytes("%PDF-1.7\n%\1\2"));
        for (Map.Entry<String, byte[]> start : starts.entrySet()) {
            Path file = Files.write(directory.resolve("x.jsonl"), start.getValue());
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining(start.getKey())
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
        }
    }

    @Test
    void aPictureIsNoTextInAnotherEncoding() throws IOException {
        List<byte[]> pictures =
                List.of(
                        new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0},
                        new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16},
                        bytes("GIF89a\1\0"));
        for (byte[] picture : pictures) {
            Path file = Files.write(directory.resolve("x.jsonl"), picture);
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("is a picture, not rows")
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
        }
    }

    @Test
    void weightsOfAModelAreNoTextInAnotherEncoding() throws IOException {
        String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        List<byte[]> weights =
                List.of(
                        latin1("\u0034\0\0\0\0\0\0\0" + header + "\u00FF"),
                        latin1("\u0089\1\0\0\0\0\0\0" + header + "\u00FF"),
                        latin1("GGUF\3\0\0\0\u00FF"),
                        latin1("PK\3\4" + "\0".repeat(26) + "archive/data.pkl\u0080"));
        for (byte[] each : weights) {
            Path file = Files.write(directory.resolve("model.safetensors"), each);
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("holds the weights of a model, not rows")
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
        }
    }

    @Test
    void aDamagedParquetFileIsNoTextInAnotherEncoding() throws IOException {
        Path file = Files.write(directory.resolve("x.parquet"), latin1("\u00AA\u0089\3\1\u00F0"));
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("does not begin as a Parquet file does")
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
        assertThat(read("rows.parquet", "prompt,completion\nq,a\n").rows).hasSize(1);
    }

    @Test
    void aTextMayBeginWithTheLettersOfSuchAMark() throws IOException {
        assertThat(read("a.txt", "PARENTS, 1984\n").rows).hasSize(1);
        assertThat(read("a.txt", "ARROW1 flew\n").rows).hasSize(1);
        assertThat(read("a.csv", "PARENT_ID,prompt,completion\n1,q,a\n").rows).hasSize(1);
        assertThat(read("a.csv", "PAR1,prompt,completion\n1,q,a\n").rows).hasSize(1);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Read read(String name, String text) throws IOException {
        return read(Files.writeString(directory.resolve(name), text));
    }

    /** What reading gives, each row once. */
    private static Read read(Path file) {
        Dataset dataset = new DatasetReader().read(file);
        return new Read(dataset.rows(), dataset.problems());
    }

    private record Read(List<DataRow> rows, List<RowProblem> problems) {
        List<Integer> lines() {
            return rows.stream().map(DataRow::line).toList();
        }

        String user(int row) {
            return rows.get(row).conversation().messages().get(0).text();
        }
    }
}
