package org.sftworkbench.data.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.Inflater;
import org.apache.parquet.format.PageHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.Dataset;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.ReadRow;
import org.sftworkbench.data.RowContent;
import org.sftworkbench.data.RowProblem;
import org.sftworkbench.data.RowStream;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** Parquet files as pyarrow writes them. */
class ParquetRowsTest {
    private static final boolean FULL = Boolean.getBoolean("sft.full");

    @TempDir Path directory;

    private static Path resource(String name) {
        try {
            return Path.of(ParquetRowsTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy", "gzip", "zstd", "lz4"})
    void listsOfStructsAreMessagesInEveryCompression(String compression) {
        Dataset dataset =
                new DatasetReader().read(resource("messages-" + compression + ".parquet"));
        assertThat(dataset.format()).isEqualTo("messages (Parquet)");
        assertThat(dataset.rows()).extracting(DataRow::number).containsExactly(1, 2, 4, 5);
        assertThat(dataset.rows().get(1).conversation().messages())
                .extracting(Message::role, Message::text)
                .containsExactly(tuple("user", "Grüße 1 😀"), tuple("assistant", "好 1"));
        assertThat(dataset.rows().get(1).extras())
                .isEqualTo(Map.of("id", 1, "score", 0.5, "ok", false));
        assertThat(
                        dataset.rows()
                                .get(2)
                                .conversation()
                                .messages()
                                .get(0)
                                .fields()
                                .get("tool_calls"))
                .isEqualTo(List.of(Map.of("function", Map.of("name", "f", "arguments", "{}"))));
        assertThat(dataset.problems())
                .containsExactly(
                        new RowProblem(
                                3,
                                3,
                                "the column messages is missing; messages rows have messages"));
    }

    @Test
    void textsInTheSecondPageVersionAndEveryEncoding() {
        Dataset dataset = new DatasetReader().read(resource("alpaca-v2.parquet"));
        assertThat(dataset.format()).isEqualTo("Alpaca (Parquet)");
        assertThat(dataset.rows().get(1).conversation().messages())
                .containsExactly(Message.of("user", "q2"), Message.of("assistant", "a2"));
    }

    /** Groups of 0, 2, 0, 0, 2 and 0 rows, as pyarrow's {@code ParquetWriter} writes slices. */
    @Test
    void rowsBehindAnEmptyRowGroupAreRead() {
        Path file = resource("empty-groups.parquet");
        Dataset dataset = new DatasetReader().read(file);
        assertThat(dataset.problems()).isEmpty();
        assertThat(dataset.rows())
                .extracting(DataRow::number, DataRow::opening)
                .containsExactly(tuple(1, "q1"), tuple(2, "q2"), tuple(3, "q3"), tuple(4, "q4"));
    }

    @Test
    void aRowBehindAnEmptyRowGroupIsReadAgain() throws IOException {
        ParquetRereader rereader = new ParquetRereader(resource("empty-groups.parquet"));
        for (int number : List.of(4, 1, 3, 2)) {
            assertThat(rereader.read(number, RowPlace.UNKNOWN).orElseThrow().value())
                    .isEqualTo(Map.of("instruction", "q" + number, "output", "a" + number));
        }
        assertThat(rereader.read(5, RowPlace.UNKNOWN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-rows.parquet", "no-groups.parquet"})
    void aFileWithoutRowsIsNotCalledDamaged(String name) {
        Path file = resource(name);
        assertThatThrownBy(() -> new DatasetReader().read(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": holds no rows");
    }

    @Test
    void listsOfNumbersAreIds() {
        Dataset dataset = new DatasetReader().read(resource("ids.parquet"));
        LabelledExample example =
                ((RowContent.PreTokenized) dataset.rows().get(0).content()).example();
        assertThat(example.inputIds()).containsExactly(5, 6, 7);
        assertThat(example.trained()).containsExactly(false, true, true);
    }

    @Test
    void aCompressionThatIsNotReadIsNamed() {
        assertThatThrownBy(() -> new DatasetReader().read(resource("messages-brotli.parquet")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("BROTLI");
    }

    @Test
    void aFileThatIsCutOffIsNamedAsSuch() throws IOException {
        byte[] whole = Files.readAllBytes(resource("messages-none.parquet"));
        Path cut =
                Files.write(
                        directory.resolve("cut.parquet"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> new DatasetReader().read(cut))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(cut + ": begins like a Parquet file")
                .hasMessageEndingWith("was it cut off while it was written?")
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    @Test
    void aChangedCheckSumOfAGzipPageIsNamed() throws Exception {
        byte[] bytes = Files.readAllBytes(resource("messages-gzip.parquet"));
        int from = new String(bytes, ISO_8859_1).indexOf("\u001f\u008b\b");
        Inflater inflater = new Inflater(true);
        inflater.setInput(bytes, from + 10, bytes.length - from - 10);
        byte[] page = new byte[1 << 16];
        while (!inflater.finished()) {
            assertThat(inflater.inflate(page)).isPositive();
        }
        bytes[from + 10 + (int) inflater.getBytesRead()] ^= 1;
        inflater.end();
        assertThatIsNamedAsBroken(bytes);
    }

    @Test
    void aPageThatIsNotWhatItsCheckSumSaysIsNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(resource("checksums.parquet"));
        assertThat(new DatasetReader().read(resource("checksums.parquet")).rows()).hasSize(5);
        int at = new String(bytes, ISO_8859_1).indexOf("an answer 3");
        bytes[at] = 'o';
        assertThatIsNamedAsBroken(bytes);
    }

    private void assertThatIsNamedAsBroken(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("x.parquet"), bytes);
        assertThatThrownBy(() -> new DatasetReader().read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be unpacked: the file is broken there")
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    @Test
    void aTextThatIsNotUtf8IsNamedByRowAndColumnAndSpoilsNoOther() throws IOException {
        byte[] bytes = Files.readAllBytes(resource("messages-none.parquet"));
        byte[] text = "Grüße 1".getBytes(StandardCharsets.UTF_8);
        int at = new String(bytes, ISO_8859_1).indexOf(new String(text, ISO_8859_1));
        bytes[at + 2] = (byte) 0xFF;
        Dataset dataset =
                new DatasetReader().read(Files.write(directory.resolve("x.parquet"), bytes));
        assertThat(dataset.rows()).extracting(DataRow::number).containsExactly(1, 4, 5);
        assertThat(dataset.problems())
                .extracting(RowProblem::number, RowProblem::message)
                .startsWith(
                        tuple(
                                2,
                                "the column messages[0].content: not UTF-8: the byte 0xFF at offset"
                                        + " 2 of the text; write the file with texts in the"
                                        + " encoding UTF-8"))
                .hasSize(2);
    }

    @Test
    void bytesThatAreNoTextAreToldByTheirNumberAndAreNoPrompt() throws IOException {
        Dataset pictures = new DatasetReader().read(resource("bytes.parquet"));
        assertThat(pictures.rows()).extracting(DataRow::number).containsExactly(1, 2);
        assertThat(pictures.rows().get(0).extras())
                .isEqualTo(Map.of("picture", Map.of("bytes", 4)));
        assertThat(pictures.problems())
                .extracting(RowProblem::number, RowProblem::message)
                .containsExactly(tuple(3, "output is an object; expected a text"));
    }

    /** Of a hostile file: a few bytes that claim to hold more than any memory. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy", "gzip", "zstd", "lz4"})
    void aPageThatClaimsWhatCannotBeIsRefusedBeforeThereIsRoomForIt(String compression)
            throws IOException {
        byte[] whole = Files.readAllBytes(resource("messages-" + compression + ".parquet"));
        Map<String, Consumer<PageHeader>> claims =
                Map.of(
                        " bytes",
                        page -> page.setUncompressed_page_size(Integer.MAX_VALUE),
                        " packed bytes",
                        page -> page.setCompressed_page_size(Integer.MAX_VALUE),
                        " values",
                        page -> {
                            if (page.isSetData_page_header()) {
                                page.getData_page_header().setNum_values(Integer.MAX_VALUE);
                            }
                        },
                        " entries",
                        page -> {
                            if (page.isSetDictionary_page_header()) {
                                page.getDictionary_page_header().setNum_values(Integer.MAX_VALUE);
                            }
                        });
        for (Map.Entry<String, Consumer<PageHeader>> claim : claims.entrySet()) {
            byte[] hostile = ParquetSurgery.withHeaders(whole, claim.getValue());
            Path file = Files.write(directory.resolve("x.parquet"), hostile);
            try (RowStream rows = new DatasetReader().stream(file)) {
                ReadRow broken = rows.next();
                assertThat(broken)
                        .asString()
                        .contains("a page of the column", "claims", claim.getKey())
                        .contains("What follows could not be read");
                ToldInChinese.check(((RowProblem) broken).message());
                assertThat(rows.hasNext()).isFalse();
            }
        }
        byte[] headless = whole.clone();
        // The first page's header begins behind the four bytes that name the format.
        Arrays.fill(headless, 4, 12, (byte) 0x5E);
        Path file = Files.write(directory.resolve("headless.parquet"), headless);
        try (RowStream rows = new DatasetReader().stream(file)) {
            String message = ((RowProblem) rows.next()).message();
            assertThat(message).contains("header of a page of the column", "the file is broken");
            ToldInChinese.check(message);
        }
        Path same =
                Files.write(
                        directory.resolve("same.parquet"),
                        ParquetSurgery.withHeaders(whole, page -> {}));
        assertThat(new DatasetReader().read(same).rows()).hasSize(4);
    }

    /**
     * Wherever it is damaged: none of its rows is repeated, there are no more than values in a
     * column (damage of those that say where rows begin may split them), no error is any other
     * kind's, and no more room is made than Thrift makes for a string of the footer, 100 MB.
     */
    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy", "gzip", "zstd", "lz4"})
    void aDamagedFileIsReadAsFarAsItCanBeOrNamed(String compression) throws IOException {
        byte[] whole = Files.readAllBytes(resource("messages-" + compression + ".parquet"));
        Random random = new Random(5);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int refused = 0;
        for (int i = 0; i < (FULL ? 5000 : 150); i++) {
            byte[] bytes = whole.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt(256);
            }
            if (i % 10 == 0) {
                bytes = Arrays.copyOf(bytes, 4 + random.nextInt(bytes.length - 4));
            }
            Path file = Files.write(directory.resolve("x.parquet"), bytes);
            long before = threads.getCurrentThreadAllocatedBytes();
            try (RowStream rows = new DatasetReader().stream(file)) {
                int last = 0;
                while (rows.hasNext()) {
                    ReadRow row = rows.next();
                    assertThat(row.number()).isEqualTo(++last);
                    assertThat(last).as("of 5 rows, 10 values").isLessThanOrEqualTo(11);
                }
            } catch (DataException e) {
                assertThat(e).hasMessageStartingWith(file.toString());
                refused++;
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as("damage %d", i)
                    .isLessThan(128L << 20);
        }
        assertThat(refused).isPositive();
    }
}
