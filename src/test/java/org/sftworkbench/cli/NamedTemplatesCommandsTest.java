package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunRecordFile;

/** The commands use a model's several chat templates, say which, and keep them. */
@Timeout(300)
class NamedTemplatesCommandsTest {
    private static final String TURNS =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                    + "{% endfor %}"
                    + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";
    private static final String MORE = "additional_chat_templates";

    @TempDir Path directory;

    private Path model;
    private Path data;

    @BeforeEach
    void writeModelAndRows() throws IOException {
        model = Files.createDirectory(directory.resolve("model"));
        for (String name :
                List.of(
                        "config.json",
                        "generation_config.json",
                        "model.safetensors",
                        "tokenizer.json",
                        "tokenizer_config.json")) {
            Files.copy(Cli.STARTER.resolve(name), model.resolve(name));
        }
        Files.writeString(model.resolve("chat_template.jinja"), TURNS);
        Files.createDirectory(model.resolve(MORE));
        Files.writeString(model.resolve(MORE).resolve("tool_use.jinja"), "Tools.\n" + TURNS);
        Files.writeString(model.resolve(MORE).resolve("rag.jinja"), "Papers.\n" + TURNS);
        String talk =
                "\"messages\":[{\"role\":\"user\",\"content\":\"Who is Mira?\"},"
                        + "{\"role\":\"assistant\",\"content\":\"A baker.\"}]";
        data =
                Files.writeString(
                        directory.resolve("rows.jsonl"),
                        "{%s}\n{%s,\"tools\":[{\"type\":\"function\"}]}\n".formatted(talk, talk));
    }

    private Cli tokens(Object... more) {
        List<Object> all = new ArrayList<>(List.of("tokens", "--tokenizer", model, "--data", data));
        all.addAll(List.of(more));
        return Cli.run(all.toArray());
    }

    @Test
    void eachRowIsShownByItsOwnTemplateWhichIsNamed() {
        List<JsonNode> rows = tokens("--json").json();
        assertThat(rows.get(0).get("text").asText()).startsWith("<|im_start|>");
        assertThat(rows.get(0).get("template").asText()).isEqualTo("default");
        assertThat(rows.get(1).get("text").asText()).startsWith("Tools.\n<|im_start|>");
        assertThat(rows.get(1).get("template").asText()).isEqualTo("tool_use");
        assertThat(tokens().out())
                .containsPattern("Row 1 of rows.jsonl: .*, by the template default")
                .containsPattern("Row 2 of rows.jsonl: .*, by the template tool_use");
    }

    @Test
    void oneOfThemCanBeTakenForEveryRow() {
        for (JsonNode row : tokens("--template", "model:rag", "--json").json()) {
            assertThat(row.get("text").asText()).startsWith("Papers.");
            assertThat(row.has("template")).isFalse();
        }
        Cli missing = tokens("--template", "model:rga");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err())
                .contains("the model has no chat template called rga; it has: default, rag,")
                .contains("tool_use");
    }

    @Test
    void withoutADefaultTheCommandSaysHowToNameOne() throws IOException {
        Files.delete(model.resolve("chat_template.jinja"));
        Files.delete(model.resolve(MORE).resolve("tool_use.jinja"));
        Cli refused = tokens();
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err().replaceAll("\\s+", " "))
                .contains(
                        "the model has chat templates but none called default: rag; choose one by"
                                + " its name, as in --template model:rag");
    }

    @Test
    void aBrokenTemplateIsToldByItsFileAndHarmsOnlyItsRows() throws IOException {
        Files.writeString(model.resolve(MORE).resolve("tool_use.jinja"), "\n{% if %}");
        Cli run = tokens("--json");
        assertThat(run.json()).hasSize(1);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().replaceAll("\\s+", " "))
                .contains("row 2")
                .contains("line 2, column 7 of additional_chat_templates/tool_use.jinja:");
    }

    @Test
    void theCheckSaysWhichTemplatesAreUsedAndMarksOneByItsName() throws IOException {
        Cli check = Cli.run("check", "--tokenizer", model, "--data", data);
        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.err().replaceAll("\\s+", " "))
                .contains(
                        "The model has several chat templates (default, rag, tool_use): tool_use is"
                                + " used for rows that offer tools, default for the others.");
        Path marked = directory.resolve("marked.jinja");
        Cli several =
                Cli.run(
                        "check",
                        "--tokenizer",
                        model,
                        "--data",
                        data,
                        "--insert-generation-marks",
                        marked);
        assertThat(several.exitCode()).isEqualTo(1);
        assertThat(several.err()).contains("choose it by its name").doesNotContain("Exception");
        Cli one =
                Cli.run(
                        "check",
                        "--tokenizer",
                        model,
                        "--data",
                        data,
                        "--template",
                        "model:tool_use",
                        "--insert-generation-marks",
                        marked);
        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(marked).content().startsWith("Tools.").contains("{% generation %}");
    }

    @Test
    void aRunKeepsTheTemplatesInCheckpointsAndModelAndGoesOnWithThem() throws IOException {
        Path whole = directory.resolve("whole");
        Cli run = train(whole, "--batch-size", 1, "--steps", 3, "--save-steps", 1);
        assertThat(run.err().replaceAll("\\s+", " ")).contains("several chat templates");
        for (Path written : List.of(whole, whole.resolve("checkpoints/step-00000001"))) {
            for (String name :
                    List.of("chat_template.jinja", MORE + "/rag.jinja", MORE + "/tool_use.jinja")) {
                assertThat(written.resolve(name)).hasSameTextualContentAs(model.resolve(name));
            }
        }
        assertThat(new RunRecordFile(new RunDirectory(whole)).read().template().named())
                .containsOnlyKeys("default", "rag", "tool_use");

        Path killed = directory.resolve("killed");
        KilledRun.copy(whole, killed, 1);
        Cli resumed = Cli.run("train", "--resume", killed);
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(
                        Files.mismatch(
                                whole.resolve("model.safetensors"),
                                killed.resolve("model.safetensors")))
                .isEqualTo(-1);
        assertThat(killed.resolve(MORE).resolve("tool_use.jinja"))
                .hasSameTextualContentAs(model.resolve(MORE).resolve("tool_use.jinja"));
    }

    @Test
    void aCheckpointWhoseTemplateWasChangedIsDamaged() throws IOException {
        Path out = directory.resolve("run");
        train(out, "--steps", 1, "--save-steps", 1);
        List<String> refused = new ArrayList<>();
        Path template = out.resolve("checkpoints/step-00000001").resolve(MORE + "/rag.jinja");
        Files.writeString(template, "another");
        assertThat(new Checkpoints(new RunDirectory(out)).newestValid(refused::add)).isEmpty();
        assertThat(refused).singleElement().asString().contains(MORE + "/rag.jinja: has 7 bytes");
    }

    @Test
    void anAdaptersOwnTokenizerDoesNotGetItsBasesTemplates() throws IOException {
        Path adapter = directory.resolve("adapter");
        train(adapter, "--steps", 1, "--lora-rank", 2);
        assertThat(adapter.resolve(MORE).resolve("rag.jinja")).exists();
        // Its tokenizer has one template now, in its configuration.
        Files.delete(adapter.resolve("chat_template.jinja"));
        Files.delete(adapter.resolve(MORE).resolve("rag.jinja"));
        Files.delete(adapter.resolve(MORE).resolve("tool_use.jinja"));
        Path config = adapter.resolve("tokenizer_config.json");
        ObjectNode root = (ObjectNode) new ObjectMapper().readTree(config.toFile());
        Files.writeString(config, root.put("chat_template", "Own.\n" + TURNS).toString());
        Path merged = directory.resolve("merged");
        Cli merge = Cli.run("merge", "--model", adapter, "--out", merged);
        assertThat(merge.exitCode()).as(merge.err()).isZero();
        assertThat(merged.resolve("chat_template.jinja")).doesNotExist();
        assertThat(merged.resolve(MORE)).doesNotExist();
        model = merged;
        assertThat(tokens("--json").json().get(1).get("text").asText()).startsWith("Own.");
    }

    @Test
    void aLinkOutOfTheModelIsRefusedBeforeTheRun() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(model.resolve(MORE).resolve("a.jinja"), secret);
        Path out = directory.resolve("run");
        Path ids = Files.writeString(directory.resolve("ids.jsonl"), "{\"input_ids\":[1,2,3]}\n");
        Cli run = Cli.run("train", "--model", model, "--ids", ids, "--steps", 1, "--out", out);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().replaceAll("\\s+", "")).contains("alinktoafileoutsidethedirectory");
        assertThat(out.resolve("model.safetensors")).doesNotExist();
    }

    @Test
    void aJobForTrlHasAllTemplates() {
        Path out = directory.resolve("job");
        Cli run =
                Cli.run(
                        "export", "trl", "--model", model, "--data", data, "--steps", 1, "--out",
                        out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(out.resolve("chat_template.jinja")).hasContent(TURNS);
        assertThat(out.resolve(MORE).resolve("tool_use.jinja")).exists();
        assertThat(out.resolve(MORE).resolve("rag.jinja")).exists();
    }

    /** Trains to the end. */
    private Cli train(Path out, Object... options) {
        List<Object> line =
                new ArrayList<>(List.of("train", "--model", model, "--data", data, "--out", out));
        line.addAll(List.of(options));
        Cli run = Cli.run(line.toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }
}
