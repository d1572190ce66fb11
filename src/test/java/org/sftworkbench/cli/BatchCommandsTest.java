package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sft render} and {@code sft mask} answer a line with a line. */
class BatchCommandsTest {
    private static final String TALK =
            "\"messages\":[{\"role\":\"user\",\"content\":\"😀Hi\"},"
                    + "{\"role\":\"assistant\",\"content\":\"Yo\"}]";

    @TempDir Path directory;

    @Test
    void renderTellsWhoWroteEachCharacter() throws IOException {
        Files.writeString(
                directory.resolve("mine.jinja"),
                "{% for m in messages %}<{{ m.content }}>{% endfor %}");
        List<JsonNode> answers = batch("render", "{\"template\":\"mine\"," + TALK + "}");

        assertThat(answers.get(0).get("text").asText()).isEqualTo("<😀Hi><Yo>");
        JsonNode span = answers.get(0).get("spans").get(1);
        assertThat(span.get("start").intValue()).isEqualTo(1);
        assertThat(span.get("end").intValue()).isEqualTo(4);
        assertThat(span.get("line").intValue()).isEqualTo(1);
        assertThat(span.get("message").intValue()).isZero();
        assertThat(span.get("field").asText()).isEqualTo("content");
    }

    @Test
    void aLineThatFailsSpoilsNoOther() throws IOException {
        List<JsonNode> answers =
                batch(
                        "render",
                        "not json",
                        "",
                        "{\"template_source\":\"{{ raise_exception('no') }}\"}",
                        "{\"template\":\"nowhere\"}",
                        "{\"template_source\":\"{% generation %}é{% endgeneration %}\"}");

        assertThat(answers).hasSize(4);
        assertThat(answers.subList(0, 3)).allMatch(answer -> answer.has("error"));
        assertThat(answers.get(1).get("error").asText()).endsWith("no");
        assertThat(answers.get(3).get("generation_spans").toString()).isEqualTo("[[0,1]]");
    }

    @Test
    void aTemplateInPlaceOfItsNameIsToldWhereItGoes() throws IOException {
        List<JsonNode> answers =
                batch(
                        "render",
                        "{\"template\":\"{% for m in messages %}x{% endfor %}\"," + TALK + "}");

        assertThat(answers.get(0).get("error").asText())
                .contains("write it as template_source")
                .doesNotContain("{%");
    }

    @Test
    void maskCountsInCodePoints() throws IOException {
        String source =
                "{% for m in messages %}{{ m.role }}:{{ m.content }}</s>\\n{% endfor %}"
                        + "{% if add_generation_prompt %}assistant:{% endif %}";
        List<JsonNode> answers =
                batch(
                        "mask",
                        "{\"template_source\":\""
                                + source
                                + "\",\"policy\":\"assistant\","
                                + TALK
                                + "}");

        assertThat(answers.get(0).get("trained_spans").toString()).isEqualTo("[[23,29]]");
    }

    @Test
    void aFileThatIsNotThereFails() {
        Cli run = Cli.run("render", "--batch", directory.resolve("none.jsonl"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("none.jsonl");
    }

    private List<JsonNode> batch(String command, String... lines) throws IOException {
        Path file = Files.writeString(directory.resolve("in.jsonl"), String.join("\n", lines));
        Cli run = Cli.run(command, "--batch", file, "--templates", directory, "--json");
        assertThat(run.exitCode()).isZero();
        return run.json();
    }
}
