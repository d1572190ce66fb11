package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.starter.StarterHome;

/** The commands that need a model with a tokenizer, on a starter with random weights. */
@Timeout(300)
class ChatCommandsTest {
    @TempDir static Path home;

    @TempDir Path directory;

    private static Path model;

    @BeforeAll
    static void makeHome() throws IOException {
        model = home.resolve("assets").resolve("starter");
        try (LanguageModel random = LanguageModel.initialise(Cli.STARTER, 1)) {
            random.save(model);
        }
        Path samples = Files.createDirectory(home.resolve("sample-data"));
        head("messages.jsonl", 4, samples);
        head("prompt_completion.csv", 4, samples);
        head("held-out.jsonl", 3, samples);
        Files.writeString(
                samples.resolve("alpaca.json"),
                "[{\"instruction\":\"Say hi\",\"input\":\"\",\"output\":\"Hi.\"}]");
    }

    private static void head(String name, int lines, Path target) throws IOException {
        try (Stream<String> all = Files.lines(Path.of("sample-data", name))) {
            Files.write(target.resolve(name), all.limit(lines).toList());
        }
    }

    @AfterEach
    void forgetHome() {
        System.clearProperty(StarterHome.PROPERTY);
    }

    @Test
    void aPromptIsAUserMessageUnlessItIsRaw() {
        // The same ids come out only where the same ids go in.
        JsonNode chat = generate("--prompt", "Who is Tom?");
        JsonNode written =
                generate(
                        "--raw",
                        "--prompt",
                        "<|im_start|>user\nWho is Tom?<|im_end|>\n<|im_start|>assistant\n");
        JsonNode raw = generate("--raw", "--prompt", "Who is Tom?");

        assertThat(chat.get("output_ids")).isEqualTo(written.get("output_ids"));
        assertThat(raw.get("output_ids")).isNotEqualTo(chat.get("output_ids"));
        assertThat(chat.get("text").isTextual()).isTrue();
        assertThat(chat.get("stopped_by").asText()).isEqualTo("length");
    }

    @Test
    void samplingOptionsDecideAndAStopStringIsLeftOut() throws IOException {
        JsonNode free = generate("--raw", "--prompt", "Who is Tom?");
        String said = free.get("text").asText();
        String stop = said.substring(said.length() / 2, said.length() / 2 + 2);
        JsonNode stopped = generate("--raw", "--prompt", "Who is Tom?", "--stop", stop);
        assertThat(stopped.get("text").asText()).isEqualTo(said.substring(0, said.indexOf(stop)));
        assertThat(stopped.get("stopped_by").asText()).isEqualTo("stop_string");

        JsonNode likeliest =
                generate("--raw", "--prompt", "Who is Tom?", "--temperature", "2", "--min-p", "1");
        assertThat(likeliest.get("output_ids")).isEqualTo(free.get("output_ids"));
        JsonNode penalized =
                generate("--raw", "--prompt", "Who is Tom?", "--repetition-penalty", "20");
        assertThat(penalized.get("output_ids")).isNotEqualTo(free.get("output_ids"));
        assertThat(Cli.run("generate", "--model", model, "--prompt", "x", "--min-p", 2).err())
                .contains("min-p must be from 0 to 1");
    }

    @Test
    void whatOnlyDrawingHeedsIsNotTakenWhereNothingIsDrawn() {
        for (String option : List.of("--top-p", "--top-k", "--min-p")) {
            Cli refused = Cli.run("generate", "--model", model, "--prompt", "x", option, 1);
            assertThat(refused.exitCode()).as(option).isEqualTo(2);
            assertThat(refused.err()).contains(option + " needs a --temperature above 0");
        }
    }

    @Test
    void aRowIsAskedWithoutTheAnswerItEndsIn() throws IOException {
        Path data = directory.resolve("rows.jsonl");
        Files.writeString(
                data,
                """
                {"messages":[{"role":"user","content":"Who is Tom?"},{"role":"assistant","content":"A cook."}]}
                {"messages":[{"role":"user","content":"Who is Tom?"}]}
                """);
        Cli run =
                Cli.run(
                        "generate",
                        "--model",
                        model,
                        "--data",
                        data,
                        "--max-new-tokens",
                        6,
                        "--json");

        assertThat(run.json()).hasSize(2);
        assertThat(run.json().get(0)).isEqualTo(run.json().get(1));
        assertThat(run.json().get(0).get("output_ids"))
                .isEqualTo(generate("--prompt", "Who is Tom?").get("output_ids"));
    }

    /** As in transformers, config.json's end does not count beside a generation_config.json. */
    @Test
    void anEndThatGenerationConfigurationDoesNotNameIsRemarkedOn() throws IOException {
        Path endless = Files.createDirectory(directory.resolve("endless"));
        try (Stream<Path> files = Files.list(model)) {
            for (Path file : files.toList()) {
                Files.copy(file, endless.resolve(file.getFileName().toString()));
            }
        }
        Files.writeString(endless.resolve("generation_config.json"), "{\"do_sample\":true}");
        Cli run =
                Cli.run(
                        "generate",
                        "--model",
                        endless,
                        "--prompt",
                        "Hi",
                        "--max-new-tokens",
                        2,
                        "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("names no token that ends an answer");
        Path data = Path.of("sample-data/messages.jsonl");
        assertThat(Cli.run("check", "--model", endless, "--data", data).out())
                .contains("generation ends only at its limit");
        assertThat(Cli.run("generate", "--model", model, "--prompt", "Hi", "--json").err())
                .doesNotContain("names no token");
    }

    @Test
    void generatingFromABrokenRowGeneratesNothing() throws IOException {
        Path data = directory.resolve("rows.jsonl");
        Files.writeString(
                data,
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}\n{\"messages\":7}\n");
        Cli run = Cli.run("generate", "--model", model, "--data", data, "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(data + ": row 2, line 2: ").contains("1 of 2 rows");
    }

    @Test
    void trainingGoesOnWithoutTheRowsThatCannotBeRead() throws IOException {
        Path data = directory.resolve("rows.jsonl");
        Files.writeString(
                data,
                """
                {"messages":[{"role":"user","content":"Who is Tom?"},{"role":"assistant","content":"A cook."}]}
                {"messages":[{"role":"user","content":"Who is Tom?"
                """);
        Path out = directory.resolve("tuned");
        Cli run =
                Cli.run(
                        "train", "--model", model, "--data", data, "--steps", 1, "--out", out,
                        "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json()).hasSize(1);
        assertThat(run.err())
                .contains(data + ": row 2, line 2: ")
                .contains("1 of 2 rows is left out");
        assertThat(out.resolve("tokenizer.json")).exists();
    }

    @Test
    void theDemoEndsInItsFigures() {
        System.setProperty(StarterHome.PROPERTY, home.toString());
        Path out = directory.resolve("demo");
        Cli run = Cli.run("demo", "--steps", 2, "--out", out, "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        List<JsonNode> lines = run.json();
        assertThat(lines).hasSize(2 + 3 + 1);
        assertThat(Cli.keys(lines.get(0))).startsWith("step", "loss");
        assertThat(lines.get(2).get("question").asText()).isNotEmpty();
        JsonNode figures = lines.get(lines.size() - 1);
        assertThat(Cli.keys(figures))
                .containsExactly(
                        "stop_before", "right_before", "stop_after", "right_after", "seconds");
        for (String share : List.of("stop_before", "right_before", "stop_after", "right_after")) {
            assertThat(figures.get(share).doubleValue()).isBetween(0.0, 1.0);
        }
        assertThat(out.resolve("model.safetensors")).exists();
    }

    @Test
    void theDemoTellsItsStory() {
        System.setProperty(StarterHome.PROPERTY, home.toString());
        Cli run = Cli.run("demo", "--steps", 1);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("1  The data", "2  The base model", "4  The tuned model")
                .contains("[<|im_end|>]", "target ", "before", "after")
                .contains("(a) the answer stops by itself", "(b) the answer is right")
                .contains("was not kept");
    }

    @Test
    void theDemoWithoutAStarterSaysWhatToDo() {
        System.setProperty(StarterHome.PROPERTY, directory.toString());
        Cli run = Cli.run("demo", "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("the starter model is not here");
    }

    private static JsonNode generate(Object... prompt) {
        Object[] common = {"generate", "--model", model, "--max-new-tokens", 6, "--json"};
        Object[] all = Stream.of(common, prompt).flatMap(Stream::of).toArray();
        Cli run = Cli.run(all);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.json().get(0);
    }
}
