package org.sftworkbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a run from going on is said by its name. */
class RunDifferencesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunRecord saved = RunRecords.named("a", "2026-01-31T14:25:30Z");

    @TempDir Path directory;

    @Test
    void theSameRunHasNoDifferencesHoweverItsNumbersAreHeld() throws IOException {
        RunDirectory run = new RunDirectory(directory);
        ObjectNode config = JSON.createObjectNode();
        config.put("seed", 42L).put("learning_rate", 2e-5).put("device", "cuda:1");
        RunRecord wanted = with(config, saved.template(), saved.data());
        new RunRecordFile(run).write(saved);
        assertThat(RunDifferences.between(new RunRecordFile(run).read(), wanted)).isEmpty();
        assertThat(Files.exists(run.record())).isTrue();
    }

    @Test
    void aNumberIsNamedWithBothValues() {
        ObjectNode config = JSON.createObjectNode().put("learning_rate", 1e-3);
        assertThat(RunDifferences.between(saved, with(config, saved.template(), saved.data())))
                .containsExactly(
                        "config: learning_rate is 0.001 here and 2.0E-5 in the run",
                        "config: seed is not set here and 42 in the run");
    }

    @Test
    void theTemplateIsNamed() {
        RecordedTemplate other = RecordedTemplate.of("chatml", "{{ messages }}");
        assertThat(RunDifferences.between(saved, with(saved.config(), other, saved.data())))
                .containsExactly(
                        "the chat template is another one (chatml here, model in the run)");
    }

    @Test
    void theFileThatHasChangedIsNamed() {
        RecordedData changed =
                new RecordedData(List.of(new RecordedData.DataFile("data.jsonl", 408, "ff")), "ee");
        assertThat(RunDifferences.between(saved, with(saved.config(), saved.template(), changed)))
                .containsExactly("the rows are others: data.jsonl has changed since");
        RecordedData painted = new RecordedData(saved.data().files(), "ee");
        assertThat(RunDifferences.between(saved, with(saved.config(), saved.template(), painted)))
                .containsExactly("the rows are others than the run's");
        RecordedData reformatted =
                new RecordedData(List.of(new RecordedData.DataFile("data.jsonl", 408, "ff")), "cd");
        assertThat(
                        RunDifferences.between(
                                saved, with(saved.config(), saved.template(), reformatted)))
                .isEmpty();
    }

    private RunRecord with(ObjectNode config, RecordedTemplate template, RecordedData data) {
        return new RunRecord(
                "other id",
                "other name",
                "a note",
                saved.created(),
                RunState.STOPPED,
                "",
                saved.model(),
                saved.adapter(),
                data,
                template,
                saved.policy(),
                config,
                saved.summary());
    }
}
