package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.Style;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.GoldenModel;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Numbers that no run could mean are refused at once, by the option's name. */
class NumberBoundsTest {
    @TempDir Path directory;

    @Test
    void everyNumberOptionOfEveryCommandHasARange() {
        Console console =
                new Console(
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(new StringWriter()),
                        Style.PLAIN,
                        100);
        List<String> without = new ArrayList<>();
        int[] numbers = new int[1];
        collect(
                new CommandLineProgram(console, new Cancellation(), new UnsavedWork(), paths -> {})
                        .commandLine(),
                without,
                numbers);

        assertThat(numbers[0]).isGreaterThan(40);
        assertThat(without).isEmpty();
    }

    private static void collect(CommandLine command, List<String> without, int[] numbers) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            Class<?> type = option.isMultiValue() ? option.auxiliaryTypes()[0] : option.type();
            boolean number =
                    Number.class.isAssignableFrom(type)
                            || (type.isPrimitive() && type != boolean.class);
            if (number) {
                numbers[0]++;
                if (!NumberBounds.knows(option.longestName())) {
                    without.add(
                            command.getCommandSpec().qualifiedName() + " " + option.longestName());
                }
            }
        }
        command.getSubcommands().values().forEach(sub -> collect(sub, without, numbers));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "--batch-size 2147483647,--batch-size must be from 1 to 100000",
                "--batch-size 2147483648,2147483648 is too large",
                "--batch-size 0,--batch-size must be from 1",
                "--grad-accum -5,--grad-accum must be from 1",
                "--steps 2147483647,--steps must be from 1 to 100000000",
                "--epochs 1e300,--epochs must be above 0 to 1000000",
                "--epochs NaN,'NaN' is not a number",
                "--lr 1e999,1e999 is too large",
                "--max-length -1,--max-length must be from 0",
                "--lora-rank 0,--lora-rank must be from 1",
                "--lora-rank 2147483647,--lora-rank must be from 1 to 1000000",
                "--lora-rank 4 --lora-dropout 1,--lora-dropout must be from 0 to below 1",
                "--eval-steps -1,--eval-steps must be from 0",
                "--eval-batch-size 0,--eval-batch-size must be from 1",
                "--probe-row 0,--probe-row must be from 1",
                "--save-steps -1,--save-steps must be from 0",
                "--save-total-limit -1,--save-total-limit must be from 0",
                "--steps two,'two' is not a whole number",
                "--steps 1.5,'1.5' is not a whole number",
            })
    void aNumberOutOfItsRangeIsRefusedByName(String options, String said) {
        List<Object> line =
                new ArrayList<>(
                        List.of(
                                "train",
                                "--model",
                                GoldenModel.QWEN3.directory(),
                                "--ids",
                                directory.resolve("none.jsonl")));
        line.addAll(List.of(options.split(" ")));
        Cli run = Cli.run(line.toArray());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(said);
    }

    @Test
    void theLargestBatchAndTheLongestRunAreComputedWith() throws Exception {
        Path ids = Files.writeString(directory.resolve("ids.jsonl"), "{\"input_ids\":[1,2,3]}\n");
        Cli run =
                Cli.run(
                        "train",
                        "--model",
                        GoldenModel.QWEN3.directory(),
                        "--ids",
                        ids,
                        "--batch-size",
                        100_000,
                        "--grad-accum",
                        100_000,
                        "--epochs",
                        2);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("2 steps");
    }

    @Test
    void aRankThatMakesAdaptersLargerThanTheirLayersIsRefusedBeforeAnythingIsRead() {
        Cli run =
                Cli.run(
                        "train",
                        "--model",
                        Cli.STARTER,
                        "--data",
                        "sample-data/alpaca.json",
                        "--lora-rank",
                        100_000);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("LoRA rank 100,000", "choose a rank up to");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aRunThatNeedsMoreMemoryThanIsFreeIsNotStartedUnlessAskedAllTheSame() throws Exception {
        Path large = Files.createDirectory(directory.resolve("large"));
        Files.writeString(
                large.resolve("config.json"),
                "{\"model_type\":\"qwen3\",\"hidden_size\":16384,\"intermediate_size\":65536,"
                        + "\"num_hidden_layers\":200,\"num_attention_heads\":128,"
                        + "\"num_key_value_heads\":128,\"head_dim\":128,\"vocab_size\":100000,"
                        + "\"max_position_embeddings\":4096,\"rms_norm_eps\":1e-6,"
                        + "\"rope_theta\":10000,\"tie_word_embeddings\":true,"
                        + "\"hidden_act\":\"silu\"}");
        Path ids = Files.writeString(directory.resolve("ids.jsonl"), "{\"input_ids\":[1,2,3]}\n");
        Path out = directory.resolve("run");

        Cli refused = Cli.run("train", "--model", large, "--ids", ids, "--out", out);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("too little memory", " free", "--start-anyway");
        assertThat(out).doesNotExist();

        // What is missing now is the model itself.
        Cli anyway = Cli.run("train", "--model", large, "--ids", ids, "--start-anyway");
        assertThat(anyway.exitCode()).isEqualTo(1);
        assertThat(anyway.err()).contains("Too little memory", "safetensors");
    }
}
