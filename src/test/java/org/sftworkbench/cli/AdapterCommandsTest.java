package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sftworkbench.model.GoldenModel;

/** LoRA on the command line: train, use, merge, and what is said where it cannot be. */
@Timeout(300)
class AdapterCommandsTest {
    private static final Path MODEL = GoldenModel.QWEN3.directory();

    @TempDir Path directory;

    @Test
    void anAdapterIsTrainedUsedAndMerged() throws IOException {
        Path adapter = directory.resolve("adapter");
        Cli trained = train("--lora-rank", 4, "--lr", "1e-2", "--out", adapter);
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        assertThat(trained.json()).hasSize(6);
        assertThat(trained.err())
                .containsPattern("6 steps; [\\d,]+ of [\\d,]+ parameters are trained");
        assertThat(adapter).isDirectoryContaining(f -> f.endsWith("adapter_config.json"));

        Path merged = directory.resolve("merged");
        Cli merge = Cli.run("merge", "--model", adapter, "--out", merged, "--json");
        assertThat(merge.exitCode()).as(merge.err()).isZero();
        assertThat(Cli.keys(merge.json().get(0))).containsExactly("checkpoint", "seconds");
        assertThat(merge.json().get(0).get("checkpoint").asText()).isEqualTo(merged.toString());

        assertThat(loss("--model", adapter)).isLessThan(loss("--model", MODEL));
        assertThat(loss("--model", merged)).isCloseTo(loss("--model", adapter), within(1e-3));
        assertThat(loss("--model", MODEL, "--adapter", adapter))
                .isEqualTo(loss("--model", adapter));
        assertThat(generated("--model", MODEL, "--adapter", adapter))
                .isEqualTo(generated("--model", adapter))
                .isEqualTo(generated("--model", merged));
        assertThat(loss("--model", adapter, "--precision", "bf16"))
                .isCloseTo(loss("--model", adapter), within(0.05));
    }

    @Test
    void theLossOfAllTokensIsNullWhereItIsNotMeasured() throws IOException {
        Cli run = train("--no-loss-all", "--checkpointing", "--right-padding");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).doesNotContain("NaN");
        for (JsonNode step : run.json()) {
            assertThat(step.get("loss_all").isNull()).isTrue();
            assertThat(step.get("loss").doubleValue()).isPositive();
        }
    }

    @Test
    void aStepOfPackedRowsHoldsMoreTokens() throws IOException {
        Cli packed = train("--packing");
        assertThat(packed.exitCode()).as(packed.err()).isZero();
        Cli plain = train();
        assertThat(packed.json().get(0).get("tokens").intValue())
                .isGreaterThan(plain.json().get(0).get("tokens").intValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--lora-rank 0                       | 2 | --lora-rank must be from 1",
                "--lora-rank 4 --lora-dropout 1      | 2 | dropout must be from 0 to below 1",
                "--lora-rank 4 --lora-alpha 0        | 2 | alpha must be above 0",
                "--lora-alpha 8                      | 2 | --lora-alpha needs --lora-rank",
                "--lora-targets q_proj               | 2 | --lora-targets needs --lora-rank",
                "--lora-rank 4 --lora-whole mlp      | 2 | embed_tokens and lm_head as a whole, not mlp",
                "--packing --right-padding           | 2 | cannot go together",
                "--precision float8                  | 2 | choose float32 or bf16",
                "--lora-rank 4 --lora-targets query  | 1 | LoRA target query is not a layer",
                "--lora-rank 4 --lora-targets query  | 1 | its layers are down_proj, embed_tokens",
                "--device abacus                     | 2 | is no device",
            })
    void whatCannotBeIsSaidInTheUsersWords(String options, int exitCode, String words)
            throws IOException {
        Cli run = train((Object[]) options.strip().split(" "));
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.err()).contains(words);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aNewAdapterOnAnAdapterIsRefusedBeforeAnyWork() throws IOException {
        Path adapter = MODEL.resolve("adapter");
        Cli run =
                Cli.run(
                        "train",
                        "--model",
                        MODEL,
                        "--adapter",
                        adapter,
                        "--ids",
                        ids(),
                        "--lora-rank",
                        4);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(adapter + ": is an adapter already").contains("sft merge");
    }

    @Test
    void anAdapterWithoutATokenizerUsesItsBaseModels() throws IOException {
        Path adapter = Files.createDirectory(directory.resolve("bare"));
        Files.copy(
                MODEL.resolve("adapter/adapter_model.safetensors"),
                adapter.resolve("adapter_model.safetensors"));
        Files.writeString(
                adapter.resolve("adapter_config.json"),
                "{\"peft_type\": \"LORA\", \"lora_alpha\": 8, \"base_model_name_or_path\": \""
                        + Cli.STARTER.toAbsolutePath().toString().replace("\\", "\\\\")
                        + "\"}");
        Path data = Path.of("sample-data/messages.jsonl");
        Cli run = Cli.run("tokens", "--model", adapter, "--data", data, "--row", 1, "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .isEqualTo(
                        Cli.run(
                                        "tokens",
                                        "--model",
                                        Cli.STARTER,
                                        "--data",
                                        data,
                                        "--row",
                                        1,
                                        "--json")
                                .out());
    }

    @Test
    void aWholeModelIsNotMergedNorTakenForAnAdapter() throws IOException {
        Cli merge = Cli.run("merge", "--model", MODEL, "--out", directory.resolve("out"));
        assertThat(merge.exitCode()).isEqualTo(1);
        assertThat(merge.err()).contains(MODEL + ": is not an adapter");

        Cli score = Cli.run("score", "--model", MODEL, "--adapter", MODEL, "--ids", ids());
        assertThat(score.exitCode()).isEqualTo(1);
        assertThat(score.err()).contains(MODEL + ": is not an adapter");
    }

    @Test
    void anAdapterThatIsNotThereIsSaidNotToBeThere() throws IOException {
        Path none = directory.resolve("none");
        assertThat(Cli.run("merge", "--model", none, "--out", directory.resolve("out")).err())
                .contains(none + ": there is no such directory")
                .doesNotContain("is not an adapter");
        assertThat(Cli.run("score", "--model", MODEL, "--adapter", none, "--ids", ids()).err())
                .contains(none + ": there is no such directory")
                .doesNotContain("is not an adapter");
    }

    @Test
    void aBaseModelThatIsNotThereIsNamed() throws IOException {
        Path adapter = Files.createDirectory(directory.resolve("lonely"));
        Path weights = MODEL.resolve("adapter/adapter_model.safetensors");
        Files.copy(weights, adapter.resolve("adapter_model.safetensors"));
        Files.writeString(
                adapter.resolve("adapter_config.json"),
                Files.readString(MODEL.resolve("adapter/adapter_config.json"))
                        .replaceAll("(\"base_model_name_or_path\": )[^,]*", "$1\"someone/model\""));

        Cli run = Cli.run("score", "--model", adapter, "--ids", ids());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("someone/model").contains("there is no such directory");

        Path out = directory.resolve("merged");
        Cli merge = Cli.run("merge", "--model", adapter, "--base", MODEL, "--out", out);
        assertThat(merge.exitCode()).as(merge.err()).isZero();
        assertThat(merge.out()).contains("saved in " + out);
    }

    private Cli train(Object... options) throws IOException {
        List<Object> words =
                new ArrayList<>(
                        List.of(
                                "train",
                                "--model",
                                MODEL,
                                "--ids",
                                ids(),
                                "--steps",
                                6,
                                "--batch-size",
                                2,
                                "--json"));
        words.addAll(Arrays.asList(options));
        return Cli.run(words.toArray());
    }

    private double loss(Object... model) throws IOException {
        List<Object> words = new ArrayList<>(List.of("score", "--ids", ids(), "--json"));
        words.addAll(Arrays.asList(model));
        Cli run = Cli.run(words.toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.json().get(run.json().size() - 1).get("loss").doubleValue();
    }

    private String generated(Object... model) throws IOException {
        List<Object> words =
                new ArrayList<>(
                        List.of(
                                "generate",
                                "--ids",
                                ids(),
                                "--max-new-tokens",
                                12,
                                "--ignore-eos",
                                "--json"));
        words.addAll(Arrays.asList(model));
        Cli run = Cli.run(words.toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    private Path ids() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int[] row : GoldenModel.QWEN3.rows()) {
            lines.append("{\"input_ids\":" + Arrays.toString(row) + "}\n");
        }
        return Files.writeString(directory.resolve("rows.jsonl"), lines);
    }
}
