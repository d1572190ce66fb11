package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** Safetensors files are read, or refused, as the reference implementation does. */
class SafetensorsFileTest {
    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({
        "F4,4",
        "F6_E2M3,6",
        "F6_E3M2,6",
        "BOOL,8",
        "U8,8",
        "I8,8",
        "F8_E5M2,8",
        "F8_E4M3,8",
        "F8_E8M0,8",
        "F8_E5M2FNUZ,8",
        "F8_E4M3FNUZ,8",
        "I16,16",
        "U16,16",
        "F16,16",
        "BF16,16",
        "I32,32",
        "U32,32",
        "F32,32",
        "C64,64",
        "F64,64",
        "I64,64",
        "U64,64"
    })
    void everyTypeOfTheFormatHasItsSize(String type, int bytes) throws IOException {
        String header =
                "{'a':{'dtype':'" + type + "','shape':[2,4],'data_offsets':[0," + bytes + "]}}";
        assertThat(open(header, bytes).tensors().get("a").bytes()).isEqualTo(bytes);
        assertThatThrownBy(() -> open(header.replace("[2,4]", "[2,8]"), bytes))
                .isInstanceOf(ModelException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':{'dtype':'F32','shape':[],'data_offsets':[0,4]}}|4",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'note':1}}|4",
                "{'a':{'dtype':'F32','shape':[0,5],'data_offsets':[0,0]},'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}|4",
                "{'__metadata__':{'format':'pt'},'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}"
                        + "   |4",
                "{'__metadata__':null}|0",
                "{}|0",
            })
    void wellFormedFilesAreRead(String header, int data) throws IOException {
        assertThat(open(header, data).tensors()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':{'dtype':'I4','shape':[2],'data_offsets':[0,1]}}|1|unknown dtype",
                "{'a':{'dtype':'f32','shape':[1],'data_offsets':[0,4]}}|4|unknown dtype",
                "{'a':{'dtype':'F4','shape':[3],'data_offsets':[0,1]}}|1|whole byte",
                "{'a':{'dtype':'F32','shape':[1.0],'data_offsets':[0,4]}}|4|shape",
                "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}|4|shape",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}|4|takes 4 bytes where its"
                        + " shape needs 8",
                "{'a':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,0]}}|0|beyond"
                        + " any file",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4,8]}}|4|data_offsets",
                "{'a':{'dtype':'F32','shape':[0],'data_offsets':[4,0]}}|4|data_offsets",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}|8|gap",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[2,6]}}|6|gap"
                        + " or overlaps",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}|5|too many",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}|3|cut short",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}|4|uplicate",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} x|4|not valid",
                "{'__metadata__':{'a':1}}|0|__metadata__",
                "{'__metadata__':[]}|0|__metadata__",
                "{'a':5}|0|unknown dtype",
                "[]|0|not a JSON object",
                "{'a':{'dtype':'U8','shape':[2147483648],'data_offsets':[0,2147483648]}}|8|cut short",
                "{'a':{'dtype':'U8','shape':[2147483647],'data_offsets':[0,2147483647]}}|8|cut short",
                "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}}|0|beyond any file",
                "{'a':{'dtype':'F32','shape':[2147483648,2147483648,4],'data_offsets':[0,0]}}|0|beyond any file",
                "{'a':{'dtype':'U8','shape':[9223372036854775807],'data_offsets':[0,9223372036854775807]}}|0|data_offsets",
                "{'a':{'dtype':'U8','shape':[9223372036854775808],'data_offsets':[0,8]}}|8|shape",
                "{'a':{'dtype':'U8','shape':[18446744073709551616],'data_offsets':[0,0]}}|0|shape",
                "{'a':{'dtype':'F32','shape':[9223372036854775807,0],'data_offsets':[0,4]}}|4|takes 4 bytes where its shape needs 0",
                "{'a':{'dtype':'U8','shape':[8],'data_offsets':[0,9223372036854775808]}}|8|data_offsets",
                "{'a':{'dtype':'U8','shape':[8],'data_offsets':[-8,0]}}|8|data_offsets",
                "{'a':{'dtype':'U8','shape':[8],'data_offsets':[9223372036854775800,9223372036854775807]}}|8|data_offsets",
                "{'a':{'dtype':'U8','shape':[1152921504606846975],'data_offsets':[0,1152921504606846975]}}|8|cut short",
                "{'a':{'dtype':'U8','shape':[NaN],'data_offsets':[0,8]}}|8|not valid",
                "{'a':{'dtype':'U8','shape':[1e0],'data_offsets':[0,1]}}|1|shape",
                "{'a':{'dtype':'U8','shape':['1'],'data_offsets':[0,1]}}|1|shape",
                "{'a':{'dtype':'U8','shape':[[1]],'data_offsets':[0,1]}}|1|shape",
                "{'a':{'dtype':'U8','shape':null,'data_offsets':[0,1]}}|1|shape",
                "{'a':{'dtype':null,'shape':[1],'data_offsets':[0,1]}}|1|unknown dtype",
                "{'a':{'shape':[1],'data_offsets':[0,1]}}|1|unknown dtype",
                "{'a':{'dtype':'U8','data_offsets':[0,1]}}|1|shape",
                "{'a':{'dtype':'U8','shape':[1]}}|1|data_offsets",
                "{'a':{'dtype':'U8','dtype':'U8','shape':[1],'data_offsets':[0,1]}}|1|uplicate",
                "{'__metadata__':{'a':'b','a':'c'}}|0|uplicate",
                "{'__metadata__':{'a':{'b':'c'}}}|0|__metadata__",
                "{'__metadata__':'text'}|0|__metadata__",
                "{'a':null}|0|unknown dtype",
                "{'a':[1]}|0|unknown dtype",
                "{'a'|0|not valid",
                "{'a':{'dtype':'U8','shape':[1],'data_offsets':[0,1]}|1|not valid",
                "{'a':{'dtype':'U8','shape':[1],'data_offsets':[0,1]}}}|1|not valid",
            })
    void brokenFilesAreRefusedByName(String header, int data, String named) {
        assertThatThrownBy(() -> open(header, data))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(directory.resolve("x.safetensors").toString())
                .hasMessageContaining(named)
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    @Test
    void aStrangersLongWordsAreToldByTheirBeginning() {
        String much = "m".repeat(100_000);
        for (String header :
                List.of(
                        "{'a':{'dtype':'" + much + "','shape':[1],'data_offsets':[0,1]}}",
                        "{'" + much + "':{'dtype':'U8','shape':[1],'data_offsets':[0,2]}}",
                        "{'" + much + "':{'dtype':'U8','shape':[1],'data_offsets':[1,2]}}",
                        "{'a':{'dtype':'U8','shape':["
                                + "9223372036854775807,".repeat(1000)
                                + "2],'data_offsets':[0,1]}}")) {
            assertThatThrownBy(() -> open(header, 1))
                    .isInstanceOf(ModelException.class)
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500))
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
        }
    }

    @Test
    void aHeaderThatIsNotUtf8OrTooLargeOrStartsWithSomethingElseIsRefused() throws IOException {
        byte[] latin = "{\"\u00e9\":1}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> SafetensorsFile.open(write(latin.length, latin, 0)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> open(" {}", 0)).hasMessageContaining("not a JSON object");
        for (long claimed : new long[] {100_000_001, -1, 0, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> SafetensorsFile.open(write(claimed, new byte[20], 0)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("the header claims");
        }
    }

    @Test
    void whatIsLargeOrDeepInAHeaderTakesLittleMemory() throws IOException {
        String fine = "'dtype':'U8','shape':[1],'data_offsets':[0,1]";
        List<String> headers =
                List.of(
                        "{'a':" + "[".repeat(5_000_000),
                        "{'a':" + "{'a':".repeat(1_000_000),
                        "{'a':{'x':" + "[".repeat(5_000_000),
                        "{'a':{'shape':[" + "1,".repeat(5_000_000) + "1]}}",
                        "{'a':{'shape':[" + "9".repeat(5_000_000) + "]}}",
                        "{'a':{'data_offsets':[" + "0,".repeat(5_000_000) + "0]}}",
                        "{'a':{" + fine + ",'x':[" + "0,".repeat(2_000_000) + "0]}}",
                        "{'__metadata__':[" + "0,".repeat(5_000_000) + "0]}",
                        "{'__metadata__':{'a':" + "[".repeat(5_000_000),
                        "{" + " ".repeat(10_000_000));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (String header : headers) {
            Path file = write(header, 0);
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThatThrownBy(() -> SafetensorsFile.open(file))
                    .as(header.substring(0, 20))
                    .isInstanceOf(ModelException.class)
                    .hasMessageStartingWith(file.toString());
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as(header.substring(0, 20))
                    .isLessThan(40L << 20);
        }
    }

    @Test
    void aHeaderThatClaimsMoreThanThereIsTakesNoMemory() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (long claimed :
                new long[] {
                    13,
                    100_000_000,
                    100_000_001,
                    Integer.MAX_VALUE,
                    1L << 31,
                    1L << 32,
                    Long.MAX_VALUE - 8,
                    Long.MAX_VALUE,
                    Long.MIN_VALUE,
                    -8,
                    -1
                }) {
            Path file = write(claimed, "{}          ".getBytes(StandardCharsets.UTF_8), 0);
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThatThrownBy(() -> SafetensorsFile.open(file))
                    .isInstanceOf(ModelException.class)
                    .hasMessageStartingWith(file.toString());
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4 << 20);
        }
    }

    @Test
    void aFileShorterThanItsLengthFieldIsRefused() throws IOException {
        for (int size = 0; size < 8; size++) {
            Path file = Files.write(directory.resolve("x.safetensors"), new byte[size]);
            assertThatThrownBy(() -> SafetensorsFile.open(file))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("not a safetensors file");
        }
    }

    @Test
    void aDamagedFileIsReadRightOrRefusedButNeverMore() throws IOException {
        Path good = Path.of("src/test/resources/golden/models/mistral/model.safetensors");
        byte[] whole = Files.readAllBytes(good);
        int header = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt() + 8;
        Random random = new Random(1);
        int read = 0;
        Path damaged = directory.resolve("x.safetensors");
        for (int i = 0; i < 400; i++) {
            byte[] bytes = whole.clone();
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                bytes[random.nextInt(header)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            Files.write(damaged, bytes);
            try {
                SafetensorsFile file = SafetensorsFile.open(damaged);
                for (String name : file.tensors().keySet()) {
                    assertThat(file.map(name).remaining())
                            .isEqualTo((int) file.tensors().get(name).bytes());
                }
                read++;
            } catch (ModelException e) {
                assertThat(e).hasMessageStartingWith(damaged.toString());
            }
        }
        assertThat(read).as("files whose damage changed a name only").isBetween(1, 399);
    }

    @Test
    void aTensorBeyond2GibIsReadInPieces() throws IOException {
        long rows = 600_001;
        long bytes = rows * 1024 * 4;
        String text =
                "{'a':{'dtype':'F32','shape':["
                        + rows
                        + ",1024],'data_offsets':[0,"
                        + bytes
                        + "]}}";
        Path file = write(text, 0);
        // Sparse: it takes no room on the disk.
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(file.toFile().length() + bytes);
            sparse.seek(sparse.length() - 4);
            sparse.write(new byte[] {1, 2, 3, 4});
        }
        SafetensorsFile opened = SafetensorsFile.open(file);
        List<SafetensorsFile.Piece> pieces = opened.pieces("a");
        assertThat(pieces).hasSize(3);
        long at = 0;
        for (SafetensorsFile.Piece piece : pieces) {
            assertThat(piece.firstElement() * 4).isEqualTo(at);
            assertThat(piece.firstElement() % 1024).isZero();
            assertThat(piece.bytes().remaining()).isLessThanOrEqualTo(1 << 30);
            at += piece.bytes().remaining();
        }
        assertThat(at).isEqualTo(bytes);
        ByteBuffer last = pieces.get(2).bytes();
        assertThat(last.get(last.limit() - 1)).isEqualTo((byte) 4);
        assertThatThrownBy(() -> opened.map("a")).hasMessageContaining("pieces");
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Path file = directory.resolve("w.safetensors");
        byte[] narrow = {1, 2, 3, 4, 5, 6};
        byte[] wide = {9, 8, 7, 6};
        SafetensorsWriter.write(
                file,
                List.of(
                        new SafetensorsWriter.Tensor(
                                "n",
                                TensorType.BF16,
                                new long[] {3, 1},
                                () -> ByteBuffer.wrap(narrow)),
                        new SafetensorsWriter.Tensor(
                                "w", TensorType.F32, new long[] {1}, () -> ByteBuffer.wrap(wide))));
        SafetensorsFile read = SafetensorsFile.open(file);
        assertThat(read.tensors().get("n").shape()).containsExactly(3L, 1L);
        assertThat(read.map("n")).isEqualTo(ByteBuffer.wrap(narrow));
        assertThat(read.map("w")).isEqualTo(ByteBuffer.wrap(wide));
        assertThat(read.tensors().get("w").position() % 8).isZero();
        assertThatThrownBy(
                        () ->
                                SafetensorsWriter.write(
                                        directory.resolve("v.safetensors"),
                                        List.of(
                                                new SafetensorsWriter.Tensor(
                                                        "n",
                                                        TensorType.F32,
                                                        new long[] {3},
                                                        () -> ByteBuffer.wrap(wide)))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("n has 4 bytes, not 12");
    }

    private SafetensorsFile open(String header, int data) throws IOException {
        return SafetensorsFile.open(write(header, data));
    }

    private Path write(String header, int data) throws IOException {
        byte[] bytes = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return write(bytes.length, bytes, data);
    }

    private Path write(long claimed, byte[] header, int data) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + header.length + data).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(claimed).put(header);
        return Files.write(directory.resolve("x.safetensors"), bytes.array());
    }
}
