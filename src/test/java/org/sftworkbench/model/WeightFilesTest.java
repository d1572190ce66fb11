package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The weights of a directory are all there, where its index says, and fit its configuration. */
class WeightFilesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/models/gemma2");

    @TempDir Path parent;
    private Path directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createDirectory(parent.resolve("model"));
    }

    @Test
    void shardsHoldTheTensorsInOrderUpToTheirLimit() throws IOException {
        ShardWriter.write(directory, tensors(3, 2, 9, 2, 2), 20);
        assertThat(directory.toFile().list())
                .containsExactlyInAnyOrder(
                        "model-00001-of-00003.safetensors",
                        "model-00002-of-00003.safetensors",
                        "model-00003-of-00003.safetensors",
                        "model.safetensors.index.json");
        WeightFiles files = WeightFiles.open(directory);
        assertThat(files.names()).containsExactlyInAnyOrder("t0", "t1", "t2", "t3", "t4");
        assertThat(files.file("t2").getFileName()).hasToString("model-00001-of-00003.safetensors");
        assertThat(files.file("t1")).isEqualTo(files.file("t0"));
        for (int i = 0; i < 5; i++) {
            assertThat(files.map("t" + i).order(ByteOrder.LITTLE_ENDIAN).getFloat()).isEqualTo(i);
        }
        assertThat(Files.readString(directory.resolve("model.safetensors.index.json")))
                .contains("\"total_size\" : 72")
                .contains("\"total_parameters\" : 18");
    }

    @Test
    void weightsBelowTheLimitAreOneFile() throws IOException {
        ShardWriter.write(directory, tensors(3, 2), 20);
        assertThat(directory.toFile().list()).containsExactly("model.safetensors");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x.safetensors",
                "/x.safetensors",
                "sub/x.safetensors",
                "..",
                "x.bin",
                "..\\\\x.safetensors",
                "C:x.safetensors"
            })
    void anIndexNamesPlainFilesBesideItOnly(String name) throws IOException {
        SafetensorsWriter.write(parent.resolve("x.safetensors"), tensors(1));
        index("{\"t0\": \"" + name + "\"}");
        assertThatThrownBy(() -> WeightFiles.open(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("not a plain file beside it");
    }

    @Test
    void aShardIsNoLinkOutOfTheDirectoryUnlessIntoTheHubsCache() throws IOException {
        SafetensorsWriter.write(parent.resolve("x.safetensors"), tensors(1));
        link(directory.resolve("x.safetensors"), parent.resolve("x.safetensors"));
        index("{\"t0\": \"x.safetensors\"}");
        assertThatThrownBy(() -> WeightFiles.open(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("outside the directory");

        Path blobs = Files.createDirectory(parent.resolve("blobs"));
        directory = Files.createDirectories(parent.resolve("snapshots").resolve("abc"));
        Files.move(parent.resolve("x.safetensors"), blobs.resolve("123"));
        link(directory.resolve("x.safetensors"), Path.of("../../blobs/123"));
        index("{\"t0\": \"x.safetensors\"}");
        assertThat(WeightFiles.open(directory).names()).containsExactly("t0");
    }

    @Test
    void indexAndShardsAgree() throws IOException {
        SafetensorsWriter.write(directory.resolve("a.safetensors"), tensors(1, 1));
        SafetensorsWriter.write(directory.resolve("b.safetensors"), List.of());
        index("{\"t0\": \"a.safetensors\"}");
        assertRefused("t1, which model.safetensors.index.json does not list");
        index("{\"t0\": \"a.safetensors\", \"t1\": \"b.safetensors\"}");
        assertRefused("t1, which model.safetensors.index.json places in b.safetensors");
        index("{\"t0\":\"a.safetensors\",\"t1\":\"a.safetensors\",\"t2\":\"b.safetensors\"}");
        assertRefused("places tensor t2 in b.safetensors, which does not hold it");
        index("{\"t0\":\"a.safetensors\",\"t1\":\"a.safetensors\",\"t2\":\"c.safetensors\"}");
        assertRefused("c.safetensors: no such file");
        index("{}");
        assertRefused("no weight_map");
        index("[");
        assertRefused("not valid JSON");
    }

    @Test
    void aRepeatedHeadIsTiedAndAnotherOneIsNot() throws IOException {
        ModelConfig config = ModelConfig.read(GOLDEN);
        WeightFiles same = goldenAnd(DecoderLayout.OUTPUT, 0);
        assertThat(WeightCheck.settleTying(config, same)).isEqualTo(config);
        assertThat(WeightCheck.of(same, DecoderLayout.of(config), config))
                .isEqualTo(TensorType.F32);

        WeightFiles other = goldenAnd(DecoderLayout.OUTPUT, 1);
        ModelConfig untied = WeightCheck.settleTying(config, other);
        assertThat(untied).isEqualTo(config.untied());
        assertThat(WeightCheck.of(other, DecoderLayout.of(untied), untied))
                .isEqualTo(TensorType.F32);
    }

    /** As in transformers, which compares what it has read. */
    @ParameterizedTest
    @EnumSource
    void aHeadIsTheEmbeddingOverAgainInWhateverTypeItIsStored(TensorType type) throws IOException {
        ModelConfig config = ModelConfig.read(GOLDEN);
        WeightFiles same = goldenWithHead(type, 0);
        assertThat(WeightCheck.settleTying(config, same)).isEqualTo(config);
        WeightCheck.of(same, DecoderLayout.of(config), config);
        WeightFiles other = goldenWithHead(type, 1);
        assertThat(WeightCheck.settleTying(config, other)).isEqualTo(config.untied());
    }

    @Test
    void numbersOfEachTypeAreReadExactly() {
        ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i <= 0xffff; i++) {
            bytes.putShort(0, (short) i);
            float half = TensorType.F16.read(bytes, 0);
            int exponent = (i >> 10) & 0x1f;
            double size =
                    exponent == 0
                            ? (i & 0x3ff) * 0x1p-24
                            : (1 + (i & 0x3ff) / 1024.0) * Math.pow(2, exponent - 15);
            if (exponent < 0x1f) {
                assertThat((double) half).isEqualTo(i < 0x8000 ? size : -size);
            } else {
                assertThat(Float.isFinite(half)).isFalse();
            }
            assertThat(Float.floatToRawIntBits(TensorType.BF16.read(bytes, 0)) >>> 16).isEqualTo(i);
        }
    }

    /** As in transformers, which gives the embedding what only the output projection has. */
    @Test
    void theOneMatrixOfATiedModelMayStandAsItsOutputProjectionAlone() throws IOException {
        writeRenamed(name -> name.equals(DecoderLayout.EMBEDDING) ? DecoderLayout.OUTPUT : name);
        String config = Files.readString(GOLDEN.resolve("config.json"));
        Files.writeString(directory.resolve("config.json"), config);
        assertThat(logits(directory)).isEqualTo(logits(GOLDEN));

        Files.writeString(
                directory.resolve("config.json"),
                config.replaceFirst("[{]", "{\"tie_word_embeddings\": false,")
                        .replaceAll(",\\s*\"tie_word_embeddings\": true", ""));
        assertThatThrownBy(() -> LanguageModel.load(directory, false))
                .hasMessageContaining("have no tensor " + DecoderLayout.EMBEDDING);
    }

    /** As transformers saves a decoder without its output projection. */
    @Test
    void weightsOfTheDecoderAloneAreThoseOfTheModel() throws IOException {
        writeRenamed(name -> name.replaceFirst("^model[.]", ""));
        Files.copy(GOLDEN.resolve("config.json"), directory.resolve("config.json"));
        assertThat(WeightFiles.open(directory).names())
                .containsExactlyElementsOf(WeightFiles.open(GOLDEN).names());
        assertThat(logits(directory)).isEqualTo(logits(GOLDEN));
    }

    private static float[] logits(Path model) {
        try (LanguageModel read = LanguageModel.load(model, false)) {
            return read.logits(PackedRows.without(new int[] {3, 5, 8, 9}, new int[] {4}));
        }
    }

    /**
     * The golden weights, their embedding in bf16, and the same again in another type.
     *
     * @param shift of the head's first number
     */
    private WeightFiles goldenWithHead(TensorType type, int shift) throws IOException {
        SafetensorsFile golden = SafetensorsFile.open(GOLDEN.resolve("model.safetensors"));
        SafetensorsFile.Entry entry = golden.tensors().get(DecoderLayout.EMBEDDING);
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        int count = (int) (entry.bytes() / Float.BYTES);
        ByteBuffer embedding = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer head = ByteBuffer.allocate(type.bytes() * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            // Halves of small whole numbers are exact in every type.
            float number = (i % 64 - 32) / 2f;
            embedding.putShort((short) (Float.floatToRawIntBits(number) >> 16));
            put(head, type, i == 0 ? number + shift : number);
        }
        List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
        golden.tensors()
                .forEach(
                        (name, e) -> {
                            if (!name.equals(DecoderLayout.EMBEDDING)) {
                                tensors.add(copy(name, e, golden.map(name)));
                            }
                        });
        embedding.flip();
        head.flip();
        tensors.add(
                new SafetensorsWriter.Tensor(
                        DecoderLayout.EMBEDDING, TensorType.BF16, shape, embedding::duplicate));
        tensors.add(
                new SafetensorsWriter.Tensor(DecoderLayout.OUTPUT, type, shape, head::duplicate));
        Path made = Files.createTempDirectory(parent, "golden");
        SafetensorsWriter.write(made.resolve("model.safetensors"), tensors);
        return WeightFiles.open(made);
    }

    private static void put(ByteBuffer bytes, TensorType type, float number) {
        int bits = Float.floatToRawIntBits(number);
        switch (type) {
            case F32 -> bytes.putFloat(number);
            case BF16 -> bytes.putShort((short) (bits >> 16));
            // The same fraction cut short, and the exponent of another bias.
            case F16 ->
                    bytes.putShort(
                            (short)
                                    (number == 0
                                            ? 0
                                            : ((bits >> 16) & 0x8000)
                                                    | ((((bits >> 23) & 0xff) - 112) << 10)
                                                    | ((bits >> 13) & 0x3ff)));
        }
    }

    @Test
    void storedFrequenciesAndValueHeadsAreIgnoredAndOtherTensorsAreNot() throws IOException {
        ModelConfig config = ModelConfig.read(GOLDEN);
        List<DecoderLayout.Slot> layout = DecoderLayout.of(config);
        WeightFiles old = goldenAnd("model.layers.0.self_attn.rotary_emb.inv_freq", 0);
        assertThat(WeightCheck.of(old, layout, config)).isEqualTo(TensorType.F32);
        WeightFiles rewarded = goldenAnd("v_head.summary.weight", 0);
        assertThat(WeightCheck.of(rewarded, layout, config)).isEqualTo(TensorType.F32);
        WeightFiles extra = goldenAnd("model.layers.0.self_attn.q_proj.bias", 0);
        assertThatThrownBy(() -> WeightCheck.of(extra, layout, config))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(
                        "model.layers.0.self_attn.q_proj.bias is not part of a gemma2");
    }

    private static void link(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "this system or user cannot make symbolic links");
        }
    }

    /** The golden weights and a tensor more: the embedding, its first byte shifted. */
    private WeightFiles goldenAnd(String name, int shift) throws IOException {
        SafetensorsFile golden = SafetensorsFile.open(GOLDEN.resolve("model.safetensors"));
        List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
        golden.tensors()
                .forEach((tensor, entry) -> tensors.add(copy(tensor, entry, golden.map(tensor))));
        ByteBuffer embedding = golden.map(DecoderLayout.EMBEDDING);
        ByteBuffer more = ByteBuffer.allocate(embedding.remaining()).put(embedding).flip();
        more.put(0, (byte) (more.get(0) + shift));
        tensors.add(copy(name, golden.tensors().get(DecoderLayout.EMBEDDING), more));
        Path made = Files.createTempDirectory(parent, "golden");
        SafetensorsWriter.write(made.resolve("model.safetensors"), tensors);
        return WeightFiles.open(made);
    }

    private static SafetensorsWriter.Tensor copy(
            String name, SafetensorsFile.Entry entry, ByteBuffer bytes) {
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        return new SafetensorsWriter.Tensor(name, TensorType.F32, shape, bytes::duplicate);
    }

    /** Tensors of so many elements, of which the first is the tensor's number. */
    private static List<SafetensorsWriter.Tensor> tensors(int... sizes) {
        List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(4 * sizes[i]).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, i);
            tensors.add(
                    new SafetensorsWriter.Tensor(
                            "t" + i, TensorType.F32, new long[] {sizes[i]}, bytes::duplicate));
        }
        return tensors;
    }

    private void index(String map) throws IOException {
        Files.writeString(
                directory.resolve("model.safetensors.index.json"),
                map.equals("[") ? map : "{\"weight_map\": " + map + "}");
    }

    private void assertRefused(String what) {
        assertThatThrownBy(() -> WeightFiles.open(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(directory.toString())
                .hasMessageContaining(what);
    }

    /** The golden weights under other names. */
    private void writeRenamed(UnaryOperator<String> renaming) throws IOException {
        SafetensorsFile golden = SafetensorsFile.open(GOLDEN.resolve("model.safetensors"));
        List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
        golden.tensors()
                .forEach(
                        (name, entry) ->
                                tensors.add(copy(renaming.apply(name), entry, golden.map(name))));
        SafetensorsWriter.write(directory.resolve("model.safetensors"), tensors);
    }
}
