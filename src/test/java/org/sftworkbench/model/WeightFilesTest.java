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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThatThrownBy(() -> WeightCheck.of(other, DecoderLayout.of(config), config))
                .hasMessageContaining("tie_word_embeddings");
    }

    @Test
    void storedFrequenciesAreIgnoredAndOtherTensorsAreNot() throws IOException {
        ModelConfig config = ModelConfig.read(GOLDEN);
        List<DecoderLayout.Slot> layout = DecoderLayout.of(config);
        WeightFiles old = goldenAnd("model.layers.0.self_attn.rotary_emb.inv_freq", 0);
        assertThat(WeightCheck.of(old, layout, config)).isEqualTo(TensorType.F32);
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
}
