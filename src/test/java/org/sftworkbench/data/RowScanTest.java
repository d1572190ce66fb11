package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.check.CheckSetup;
import org.sftworkbench.check.Checker;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.template.BuiltInTemplate;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/** Rows of a large file are read again when asked for, and are then what they were. */
class RowScanTest {
    private static final int ROWS = 3_000;

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"rows.jsonl", "rows.json", "rows.csv", "rows.tsv", "rows.txt"})
    void rowsReadAgainAreTheRows(String name) throws IOException {
        Path file = write(name, "");
        assertSame(scanned(file, 0), new DatasetReader().read(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows.jsonl", "rows.json", "rows.csv", "rows.tsv", "rows.txt"})
    void aByteOrderMarkMovesNothing(String name) throws IOException {
        Path file = write(name, "\uFEFF");
        assertSame(scanned(file, 0), new DatasetReader().read(file));
    }

    /** Only at a file's start it is no text. */
    @ParameterizedTest
    @ValueSource(strings = {"rows.csv", "rows.txt"})
    void aRowMayBeginWithTheCharacterOfTheMark(String name) throws IOException {
        String header = name.endsWith(".csv") ? "prompt,completion\n" : "";
        String row = name.endsWith(".csv") ? "\uFEFFq,a\n" : "\uFEFFtext\n";
        Path file = Files.writeString(directory.resolve(name), header + row.repeat(ROWS));
        assertSame(scanned(file, 0), new DatasetReader().read(file));
    }

    @Test
    void rowsOfAParquetFileInRowGroupsAreReadAgain() throws Exception {
        Path file = Path.of(RowScanTest.class.getResource("file/groups.parquet").toURI());
        Scanned scanned = scanned(file, 0);
        assertThat(scanned.rows.get(2_800).isAtHand()).isFalse();
        assertSame(scanned, new DatasetReader().read(file));
        // In order, as a run does, and back and forth between row groups.
        for (int i = 0; i < scanned.rows.size(); i++) {
            assertThat(scanned.rows.get(i).extras()).isEqualTo(Map.of("n", i + 1));
        }
        for (int i : List.of(2_999, 1_000, 2_200, 1_001, 1_000)) {
            assertThat(scanned.rows.get(i).extras()).isEqualTo(Map.of("n", i + 1));
        }
    }

    private static void assertSame(Scanned scanned, Dataset whole) {
        assertThat(scanned.problems).isEqualTo(whole.problems());
        assertThat(scanned.rows).hasSameSizeAs(whole.rows());
        // Out of order, as a pane or a shuffled run asks for them.
        for (int i = whole.rows().size() - 1; i >= 0; i--) {
            DataRow again = scanned.rows.get(i);
            DataRow held = whole.rows().get(i);
            assertThat(again.number()).isEqualTo(held.number());
            assertThat(again.line()).isEqualTo(held.line());
            assertThat(again.content().toString()).isEqualTo(held.content().toString());
            assertThat(again.extras()).isEqualTo(held.extras());
            assertThat(held.opening()).startsWith(again.opening());
        }
    }

    @Test
    void aSmallFileIsHeld() throws IOException {
        Path file = write("rows.jsonl", "");
        Scanned scanned = scanned(file, Long.MAX_VALUE);
        Files.delete(file);
        assertThat(scanned.rows.get(scanned.rows.size() - 1).content()).isNotNull();
    }

    @Test
    void aFileThatHasChangedIsNotReadAsIfItHadNot() throws IOException {
        Path file = write("rows.jsonl", "");
        Scanned scanned = scanned(file, 0);
        Files.writeString(file, "{}\n" + Files.readString(file));
        assertThat(scanned.rows.get(0).content()).isNotNull();
        assertThatThrownBy(() -> scanned.rows.get(scanned.rows.size() - 1).content())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has changed since it was opened");
    }

    @Test
    void theChecksTellOfARowWhoseFileHasChanged() throws IOException {
        Path file = write("rows.jsonl", "");
        Scanned scanned = scanned(file, 0);
        DataRow last = scanned.rows.get(scanned.rows.size() - 1);
        Files.writeString(file, "{}\n" + Files.readString(file));
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(Path.of("assets/starter"))) {
            EncodingOptions options =
                    new EncodingOptions(
                            new TemplateChoice.Jinja(BuiltInTemplate.CHATML.source()),
                            MaskPolicy.parse("assistant"),
                            Map.of());
            assertThat(new Checker(new CheckSetup(tokenizer, options)).row(last).findings())
                    .singleElement()
                    .satisfies(
                            found ->
                                    assertThat(found.message())
                                            .contains("has changed since it was opened"));
        }
    }

    /** Everything that a scan finds, slice by slice. */
    private static final class Scanned {
        private final List<DataRow> rows = new ArrayList<>();
        private final List<RowProblem> problems = new ArrayList<>();
    }

    private static Scanned scanned(Path file, long large) {
        Scanned all = new Scanned();
        try (RowScan scan = new DatasetReader().scan(file, large)) {
            double share = 0;
            while (scan.hasNext()) {
                RowScan.Found found = scan.next(1);
                all.rows.addAll(found.rows());
                all.problems.addAll(found.problems());
                assertThat(scan.share()).isBetween(share, 1.0);
                share = scan.share();
            }
            assertThat(scan.share()).isEqualTo(1);
        }
        return all;
    }

    /** Rows with characters of one to four bytes, and some that cannot be read. */
    private Path write(String name, String mark) throws IOException {
        StringBuilder text = new StringBuilder(mark);
        boolean list = name.endsWith(".json");
        String comma = name.endsWith(".tsv") ? "\t" : ",";
        if (name.endsWith("sv")) {
            text.append(String.join(comma, "prompt", "completion", "note\n"));
        } else {
            text.append(list ? "[\n" : "");
        }
        for (int i = 1; i <= ROWS; i++) {
            String said = "é中😀 ".repeat(i % 23) + i;
            String row =
                    switch (name) {
                        case "rows.csv", "rows.tsv" ->
                                String.join(
                                        comma,
                                        "\"a \"\"q\"\"\n" + said + "\"",
                                        "yes " + i,
                                        "n" + i);
                        case "rows.txt" -> said;
                        default ->
                                i % 500 == 7
                                        ? "{\"prompt\": 3, \"completion\": \"x\"}"
                                        : "{\"prompt\": \""
                                                + said
                                                + "\", \"completion\": \"y\", \"n\": "
                                                + i
                                                + "}";
                    };
            text.append(row).append(list ? i < ROWS ? ",\n" : "\n]" : i % 2 == 0 ? "\r\n" : "\n");
        }
        return Files.writeString(directory.resolve(name), text);
    }
}
