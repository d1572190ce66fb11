package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.model.GoldenModel;

/** {@code sft train}, {@code score} and {@code generate} compute what transformers computes. */
@Timeout(300)
class ModelCommandsTest {
    private static final GoldenModel GOLDEN = GoldenModel.QWEN3;
    private static final Path MODEL = GOLDEN.directory();

    @TempDir Path directory;

    @Test
    void trainingTakesTheGoldenSteps() throws IOException {
        Path out = directory.resolve("tuned");
        Cli run =
                Cli.run(
                        "train",
                        "--model",
                        MODEL,
                        "--ids",
                        halfMasked(),
                        "--steps",
                        10,
                        "--batch-size",
                        2,
                        "--grad-accum",
                        2,
                        "--lr",
                        "2e-3",
                        "--warmup",
                        2,
                        "--weight-decay",
                        0.01,
                        "--schedule",
                        "linear",
                        "--no-shuffle",
                        "--out",
                        out,
                        "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode golden = GOLDEN.facts().get("train").get("steps");
        assertThat(run.json()).hasSize(golden.size());
        for (int s = 0; s < golden.size(); s++) {
            JsonNode step = run.json().get(s);
            assertThat(Cli.keys(step))
                    .containsExactly(
                            "step",
                            "loss",
                            "loss_all",
                            "learning_rate",
                            "lr",
                            "grad_norm",
                            "num_supervised_tokens",
                            "supervised_tokens",
                            "tokens",
                            "tokens_per_second",
                            "epoch",
                            "mean_token_accuracy",
                            "entropy",
                            "stop_probability",
                            "num_tokens",
                            "memory_bytes",
                            "elapsed_seconds");
            assertThat(step.get("step").intValue()).isEqualTo(s + 1);
            assertThat(step.get("loss").doubleValue())
                    .isCloseTo(golden.get(s).get("loss").doubleValue(), within(1e-4));
            assertThat(step.get("learning_rate").doubleValue())
                    .isCloseTo(golden.get(s).get("lr").doubleValue(), within(1e-12));
            assertThat(step.get("lr")).isEqualTo(step.get("learning_rate"));
            assertThat(step.get("supervised_tokens")).isEqualTo(step.get("num_supervised_tokens"));
            assertThat(step.get("num_supervised_tokens").intValue())
                    .isEqualTo(golden.get(s).get("supervised_tokens").intValue());
        }
        assertThat(out.resolve("model.safetensors")).exists();
        assertThat(run.err()).contains("saved in " + out);
    }

    @Test
    void withoutOutNothingIsKeptAndThatIsSaid() throws IOException {
        Cli run = Cli.run("train", "--model", MODEL, "--ids", halfMasked(), "--steps", 1);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("will not be kept");
        assertThat(run.out()).contains("nothing was kept; --out DIR").contains("loss all");
        assertThat(directory).isDirectoryNotContaining(file -> Files.isDirectory(file));
    }

    @Test
    void rowsThatAreLeftOutAreNamedAndCounted() throws IOException {
        Path ids = directory.resolve("some.jsonl");
        Files.writeString(
                ids,
                """
                {"input_ids":[1,2,3]}
                {"input_ids":[1,2,3,4,5,6]}
                {"input_ids":[1,2,3],"labels":[-100,-100,-100]}
                """);
        Cli run =
                Cli.run(
                        "train",
                        "--model",
                        MODEL,
                        "--ids",
                        ids,
                        "--steps",
                        1,
                        "--max-length",
                        5,
                        "--json");

        assertThat(run.json()).hasSize(1);
        assertThat(run.json().get(0).get("tokens").intValue()).isEqualTo(3);
        assertThat(run.err())
                .contains(ids + ": row 2: 6 tokens, more than --max-length 5")
                .contains(ids + ": row 3: no token of it counts toward the loss")
                .contains("2 of 3 rows are left out");
    }

    @Test
    void scoresAreOfEachNextToken() throws IOException {
        Path ids = directory.resolve("score.jsonl");
        int[] labels = GOLDEN.longs("right.labels");
        int width = labels.length / GOLDEN.rows().size();
        StringBuilder lines = new StringBuilder();
        for (int r = 0; r < GOLDEN.rows().size(); r++) {
            int[] row = GOLDEN.rows().get(r);
            lines.append(line(row, Arrays.copyOfRange(labels, r * width, r * width + row.length)));
        }
        Files.writeString(ids, lines);
        Cli run = Cli.run("score", "--model", MODEL, "--ids", ids, "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        float[] golden = GOLDEN.floats("right.nll");
        int goldenWidth = golden.length / GOLDEN.rows().size();
        for (int r = 0; r < GOLDEN.rows().size(); r++) {
            JsonNode row = run.json().get(r);
            assertThat(Cli.keys(row)).containsExactly("nll", "loss");
            int length = GOLDEN.rows().get(r).length;
            assertThat(row.get("nll").size()).isEqualTo(length);
            assertThat(row.get("nll").get(length - 1).isNull()).isTrue();
            for (int t = 0; t + 1 < length; t++) {
                JsonNode nll = row.get("nll").get(t);
                if (labels[r * width + t + 1] == -100) {
                    assertThat(nll.isNull()).isTrue();
                } else {
                    assertThat(nll.doubleValue())
                            .isCloseTo(golden[r * goldenWidth + t], within(1e-5));
                }
            }
        }
        JsonNode last = run.json().get(GOLDEN.rows().size());
        assertThat(Cli.keys(last)).containsExactly("loss");
        assertThat(last.get("loss").doubleValue())
                .isCloseTo(GOLDEN.facts().get("loss_assistant").doubleValue(), within(1e-5));
    }

    @Test
    void greedyContinuationsAreTheGoldenOnes() throws IOException {
        Path ids = directory.resolve("prompts.jsonl");
        Files.writeString(
                ids,
                GOLDEN.rows().stream()
                        .map(row -> "{\"input_ids\":" + Arrays.toString(row) + "}\n")
                        .collect(Collectors.joining()));
        Cli run =
                Cli.run(
                        "generate",
                        "--model",
                        MODEL,
                        "--ids",
                        ids,
                        "--max-new-tokens",
                        24,
                        "--ignore-eos",
                        "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json()).hasSameSizeAs(GOLDEN.rows());
        for (int r = 0; r < run.json().size(); r++) {
            JsonNode row = run.json().get(r);
            assertThat(Cli.keys(row)).containsExactly("output_ids", "text", "stopped_by");
            assertThat(GoldenModel.ids(row.get("output_ids")))
                    .isEqualTo(GoldenModel.ids(GOLDEN.facts().get("greedy_single").get(r)));
            assertThat(row.get("text").isNull()).isTrue();
            assertThat(row.get("stopped_by").asText()).isEqualTo("length");
        }
    }

    @Test
    void idsOutsideTheVocabularyAreNamedByFileAndRow() throws IOException {
        Path ids = directory.resolve("ids.jsonl");
        Files.writeString(ids, "{\"input_ids\":[1,2]}\n{\"input_ids\":[1,320]}\n");

        for (String command : List.of("score", "generate", "train")) {
            Cli run = Cli.run(command, "--model", MODEL, "--ids", ids);
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains(ids + ": row 2: input_ids[1] is 320");
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void aBrokenIdsRowIsNamed() throws IOException {
        Path ids = directory.resolve("ids.jsonl");
        Files.writeString(ids, "{\"input_ids\":[1,2]}\n\n{\"input_ids\":[1,2],\"labels\":[1]}\n");
        Cli run = Cli.run("score", "--model", MODEL, "--ids", ids, "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(ids + ": row 2, line 3: ");
    }

    @Test
    void anOutputDirectoryInUseIsRefusedAndKept() throws IOException {
        Path precious = Files.writeString(directory.resolve("precious"), "x");
        Cli run = Cli.run("train", "--model", MODEL, "--ids", halfMasked(), "--out", directory);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(directory + " already exists and is not empty");
        assertThat(precious).hasContent("x");
    }

    @Test
    void aMissingOrBrokenModelIsNamed() throws IOException {
        Path missing = directory.resolve("nowhere");
        assertThat(Cli.run("score", "--model", missing, "--ids", halfMasked()).err())
                .contains(missing + ": no such directory");

        Path broken = Files.createDirectory(directory.resolve("broken"));
        Files.copy(MODEL.resolve("config.json"), broken.resolve("config.json"));
        Files.writeString(broken.resolve("model.safetensors"), "garbage");
        Cli run = Cli.run("generate", "--model", broken, "--ids", halfMasked(), "--json");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(broken.resolve("model.safetensors").toString());
    }

    private Path halfMasked() throws IOException {
        Path ids = directory.resolve("train.jsonl");
        StringBuilder lines = new StringBuilder();
        for (int[] row : GOLDEN.rows()) {
            int[] labels = row.clone();
            Arrays.fill(labels, 0, row.length / 2, -100);
            lines.append(line(row, labels));
        }
        return Files.writeString(ids, lines);
    }

    private static String line(int[] ids, int[] labels) {
        return "{\"input_ids\":"
                + Arrays.toString(ids)
                + ",\"labels\":"
                + Arrays.toString(labels)
                + "}\n";
    }
}
