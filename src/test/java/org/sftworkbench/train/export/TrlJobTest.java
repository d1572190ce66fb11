package org.sftworkbench.train.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.Precision;
import org.sftworkbench.train.EvaluationPlan;
import org.sftworkbench.train.StepOptions;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.train.TrainingConfigJson;
import org.sftworkbench.train.TrainingException;

/** A TRL job's files are what TRL 1.13 and PEFT take, and hold the run's rows and numbers. */
class TrlJobTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LabelledExample ROW =
            LabelledExample.ofAlignedLabels(
                    new int[] {1, 5, 6, 7, 2}, new int[] {-100, -100, 6, 7, 2});
    private static final LabelledExample OTHER =
            LabelledExample.ofAlignedLabels(new int[] {1, 8, 2}, new int[] {-100, 8, -100});

    @TempDir Path directory;

    @Test
    void everyArgumentIsOneThatTrlAndPeftTake() throws IOException {
        for (StepOptions step :
                List.of(
                        StepOptions.DEFAULTS,
                        new StepOptions(true, true, false),
                        new StepOptions(false, false, true, true))) {
            for (Optional<LoraConfig> lora :
                    List.of(
                            Optional.<LoraConfig>empty(),
                            Optional.of(LoraConfig.allLinear(8, 16)),
                            Optional.of(
                                    new LoraConfig(
                                            4,
                                            8,
                                            0.1,
                                            true,
                                            Set.of("q_proj", "v_proj"),
                                            Set.of("embed_tokens"))))) {
                JsonNode job = write(step, lora, Optional.of(new EvaluationPlan(10, 4)));
                fit(job.get("sft"), "SFTConfig");
                assertThat(job.get("sft").get("eval_steps").intValue()).isEqualTo(10);
                if (lora.isPresent()) {
                    fit(job.get("lora"), "LoraConfig");
                } else {
                    assertThat(job.get("lora").isNull()).isTrue();
                }
            }
        }
    }

    /** Names and types of the dataclass's fields. */
    private static void fit(JsonNode arguments, String dataclass) throws IOException {
        JsonNode fields =
                JSON.readTree(Path.of("src/test/resources/golden/trl/arguments-1.13.json").toFile())
                        .get(dataclass);
        for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
            JsonNode type = fields.get(argument.getKey());
            assertThat(type).as(dataclass + " has " + argument.getKey()).isNotNull();
            assertThat(fits(argument.getValue(), type.textValue()))
                    .as(argument + " as " + type)
                    .isTrue();
        }
    }

    private static boolean fits(JsonNode value, String type) {
        if (value.isNull()) {
            return type.contains("None") || type.contains("Optional");
        } else if (value.isBoolean()) {
            return type.contains("bool");
        } else if (value.isIntegralNumber()) {
            return type.contains("int") || type.contains("float");
        } else if (value.isNumber()) {
            return type.contains("float");
        } else if (value.isArray()) {
            return type.contains("list");
        }
        return value.isTextual() && type.contains("str");
    }

    @Test
    void rowsAreIdsAndAlignedLabels() throws IOException {
        write(StepOptions.DEFAULTS, Optional.empty(), Optional.of(new EvaluationPlan(0, 8)));
        List<String> lines = Files.readAllLines(folder.resolve("data/train.jsonl"));
        assertThat(lines)
                .containsExactly(
                        "{\"input_ids\":[1,5,6,7,2],\"labels\":[-100,-100,6,7,2]}",
                        "{\"input_ids\":[1,8,2],\"labels\":[-100,8,-100]}");
        assertThat(Files.readAllLines(folder.resolve("data/eval.jsonl"))).hasSize(1);
    }

    @Test
    void theFolderIsWhole() throws IOException {
        JsonNode job = write(StepOptions.DEFAULTS, Optional.empty(), Optional.empty());
        assertThat(job.get("data").has("eval")).isFalse();
        assertThat(folder.resolve("data/eval.jsonl")).doesNotExist();
        assertThat(job.get("sft").get("eval_strategy").textValue()).isEqualTo("no");
        assertThat(folder.resolve("chat_template.jinja")).hasContent("{{ messages }}");
        assertThat(Files.readString(folder.resolve("requirements.txt")))
                .contains("trl==1.13")
                .contains("accelerate");
        assertThat(Files.readString(folder.resolve("train.py")))
                .contains("SFTTrainer")
                .contains("job.json");
        assertThat(Files.readString(folder.resolve("README.md")))
                .contains("accelerate launch train.py")
                .contains("| 2 rows to train on", "chat_template.jinja")
                .doesNotContain("{", "eval.jsonl", "held out |");
    }

    /** As Gemma 2 does, whose scores transformers' sdpa would not bound. */
    @Test
    void aModelThatBoundsItsAttentionScoresDoesSoInTheJob() throws IOException {
        for (boolean caps : new boolean[] {false, true}) {
            capsAttention = caps;
            String exact = caps ? "eager" : "sdpa";
            JsonNode plain = write(StepOptions.DEFAULTS, Optional.empty(), Optional.empty());
            assertThat(plain.path("attn_implementation").asText()).isEqualTo(exact);
            assertThat(plain.path("attn_implementation_on_cpu").asText()).isEqualTo(exact);
        }
        assertThat(Files.readString(folder.resolve("train.py")))
                .contains("\"attn_implementation_on_cpu\"");
    }

    @Test
    void ofAModelWithSeveralTemplatesTheJobHasAll() throws IOException {
        templates = Map.of("default", "{{ messages }}", "tool_use", "{{ tools }}", "a b", "c");
        write(StepOptions.DEFAULTS, Optional.empty(), Optional.empty());
        assertThat(folder.resolve("chat_template.jinja")).hasContent("{{ messages }}");
        Path more = folder.resolve("additional_chat_templates");
        assertThat(more.resolve("tool_use.jinja")).hasContent("{{ tools }}");
        assertThat(more.resolve("a b.jinja")).hasContent("c");
        assertThat(folder.resolve("README.md"))
                .content()
                .contains("`chat_template.jinja`", "`additional_chat_templates/`");
        templates = Map.of("tool_use", "{{ tools }}");
        write(StepOptions.DEFAULTS, Optional.empty(), Optional.empty());
        assertThat(folder.resolve("chat_template.jinja")).doesNotExist();
        templates = Map.of();
        write(StepOptions.DEFAULTS, Optional.empty(), Optional.empty());
        assertThat(folder.resolve("chat_template.jinja")).doesNotExist();
        assertThat(folder.resolve("additional_chat_templates")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out", "a/b", "a\\b", "", ".hidden", "a:b", "a\nb"})
    void aTemplatesNameThatLeadsElsewhereIsRefused(String name) {
        templates = Map.of("default", "{{ messages }}", name, "x");
        assertThatThrownBy(() -> write(StepOptions.DEFAULTS, Optional.empty(), Optional.empty()))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("which cannot be the name of a file");
        assertThat(folder).isEmptyDirectory();
    }

    private Map<String, String> templates = Map.of("default", "{{ messages }}");

    private boolean capsAttention;

    private Path folder;

    private JsonNode write(
            StepOptions step, Optional<LoraConfig> lora, Optional<EvaluationPlan> evaluation)
            throws IOException {
        folder = Files.createTempDirectory(directory, "job");
        new TrlJobWriter(folder)
                .write(
                        new TrlJob(
                                Path.of("model"),
                                Optional.empty(),
                                lora,
                                Optional.empty(),
                                templates,
                                new TrainingConfigJson.Numbers(
                                        TrainingConfig.TRL_DEFAULTS, step, evaluation),
                                Precision.FLOAT32,
                                List.of(ROW, OTHER),
                                evaluation.isPresent() ? List.of(OTHER) : List.of(),
                                0,
                                2,
                                capsAttention));
        return JSON.readTree(folder.resolve("job.json").toFile());
    }
}
