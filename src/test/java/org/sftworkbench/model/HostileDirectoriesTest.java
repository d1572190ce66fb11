package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.check.ModelFacts;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.TokenizerException;
import org.sftworkbench.ui.common.words.ToldInChinese;

/**
 * A model directory of a stranger holds files; a pipe, a device or a way out is refused at once.
 */
@Timeout(60)
class HostileDirectoriesTest {
    private static final Path GOLDEN = GoldenModel.QWEN3.directory();

    @TempDir Path parent;

    private Path directory;

    @BeforeEach
    void copyModel() throws IOException {
        directory = Files.createDirectory(parent.resolve("model"));
        for (String name : List.of("config.json", "generation_config.json", "model.safetensors")) {
            Files.copy(GOLDEN.resolve(name), directory.resolve(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "generation_config.json", "model.safetensors"})
    void whatIsNoFileIsRefusedByNameAndNotWaitedFor(String name) throws Exception {
        Path file = directory.resolve(name);
        Files.delete(file);
        pipe(file);
        assertThatThrownBy(this::load)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("is a pipe or a device");
        for (String device : List.of("/dev/zero", "/dev/null", "/dev/tty")) {
            Files.delete(file);
            Files.createSymbolicLink(file, Path.of(device));
            assertThatThrownBy(this::load)
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(file.toString());
        }
        Files.delete(file);
        Files.createDirectory(file);
        assertThatThrownBy(this::load)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "generation_config.json"})
    void aLinkThatLeadsToNoFileIsBrokenAndNotAbsent(String name) throws Exception {
        Path file = directory.resolve(name);
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("../blobs/gone"));
        assertThatThrownBy(this::load)
                .isInstanceOf(ModelException.class)
                .hasMessage(file + ": cannot be read: is a link that leads to no file");
        assertThatThrownBy(() -> ModelFacts.read(directory))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": cannot be read: is a link that leads to no file");
    }

    @Test
    void aShardIsNoPipeNoDeviceNoDirectoryAndNoWayOut() throws Exception {
        Files.move(directory.resolve("model.safetensors"), parent.resolve("elsewhere.safetensors"));
        Path shard = directory.resolve("model-1.safetensors");
        StringBuilder map = new StringBuilder();
        for (String tensor :
                SafetensorsFile.open(parent.resolve("elsewhere.safetensors")).tensors().keySet()) {
            map.append(map.length() == 0 ? "" : ",")
                    .append("\"" + tensor + "\":\"model-1.safetensors\"");
        }
        Files.writeString(directory.resolve(ShardIndex.NAME), "{\"weight_map\":{" + map + "}}");
        pipe(shard);
        assertRefused(shard);
        for (String target :
                List.of(
                        "/dev/zero",
                        "../elsewhere.safetensors",
                        parent.resolve("elsewhere.safetensors").toString(),
                        "nowhere",
                        ".")) {
            Files.delete(shard);
            Files.createSymbolicLink(shard, Path.of(target));
            assertRefused(shard);
        }
        // A link to a link out is a link out.
        Files.delete(shard);
        Files.createSymbolicLink(directory.resolve("inner"), Path.of("../elsewhere.safetensors"));
        Files.createSymbolicLink(shard, Path.of("inner"));
        assertRefused(shard);
        // Through a directory that is a link, too.
        Files.delete(shard);
        Files.createSymbolicLink(directory.resolve("sub"), parent);
        Files.createSymbolicLink(shard, Path.of("sub/elsewhere.safetensors"));
        assertRefused(shard);
        Files.delete(shard);
        Files.copy(parent.resolve("elsewhere.safetensors"), shard);
        load();
    }

    @Test
    void anIndexThatNeverEndsIsRefused() throws Exception {
        Files.delete(directory.resolve("model.safetensors"));
        Path index = directory.resolve(ShardIndex.NAME);
        Files.createSymbolicLink(index, Path.of("/dev/zero"));
        assertRefused(index);
        Files.delete(index);
        Files.writeString(index, "{\"weight_map\":" + "{\"a\":".repeat(100_000));
        assertRefused(index);
        Files.writeString(
                index, "{\"weight_map\":{\"a\":\"a.safetensors\",\"a\":\"b.safetensors\"}}");
        assertRefused(index);
        Files.writeString(index, "");
        assertRefused(index);
    }

    @Test
    void aTokenizerOfPipesIsRefusedToo() throws Exception {
        Path file = directory.resolve("tokenizer.json");
        pipe(file);
        assertThatThrownBy(() -> HuggingFaceFileTokenizer.open(directory))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aDirectoryThatLinksToItselfIsRefused() throws Exception {
        Path loop = parent.resolve("loop");
        Files.createSymbolicLink(loop, Path.of("loop"));
        assertThatThrownBy(() -> ModelLoader.of(loop, Loading.plain(false)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(loop.toString());
    }

    @Test
    void anAdapterOfNoRankOrOfAnAbsurdOneIsRefusedByItsTensor() throws Exception {
        Path adapter = Files.createDirectory(parent.resolve("adapter"));
        Files.writeString(
                adapter.resolve("adapter_config.json"),
                "{\"peft_type\": \"LORA\", \"base_model_name_or_path\": \"../model\"}");
        String module = "base_model.model.model.layers.0.self_attn.q_proj.lora_";
        for (long rank : new long[] {0, 1L << 32, Long.MAX_VALUE}) {
            SafetensorsWriter.write(
                    Files.createDirectories(parent.resolve("rank-" + rank)).resolve("written"),
                    List.of(
                            empty(module + "A.weight", rank, 0),
                            empty(module + "B.weight", 0, rank)));
            Files.move(
                    parent.resolve("rank-" + rank).resolve("written"),
                    adapter.resolve("adapter_model.safetensors"),
                    StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(() -> ModelLoader.of(adapter, Loading.plain(false)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("q_proj.lora_A")
                    .hasMessageContaining("rank")
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
        }
    }

    private static SafetensorsWriter.Tensor empty(String name, long... shape) {
        return new SafetensorsWriter.Tensor(
                name, TensorType.F32, shape, () -> ByteBuffer.allocate(0));
    }

    private void assertRefused(Path file) {
        assertThatThrownBy(this::load)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file.toString());
    }

    private void load() {
        ModelLoader.of(directory, Loading.plain(false));
    }

    private static void pipe(Path file) throws Exception {
        assumeTrue(
                Stream.of("/usr/bin/mkfifo", "/bin/mkfifo").anyMatch(p -> Files.exists(Path.of(p))),
                "this system has no mkfifo");
        Process made = new ProcessBuilder("mkfifo", file.toString()).start();
        assertThat(made.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).isZero();
    }
}
