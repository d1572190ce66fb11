package org.sftworkbench.ui.runs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sftworkbench.run.RecordedData;
import org.sftworkbench.run.RecordedModel;
import org.sftworkbench.run.RecordedTemplate;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.RunRecordFile;
import org.sftworkbench.run.RunState;

/** A run on the disk, for who lists runs. */
final class WrittenRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    private WrittenRun() {}

    /** Writes a run of five steps. */
    static void at(Path root, String name, double rate, RunState state) throws IOException {
        RunDirectory run = new RunDirectory(root.resolve(name));
        Files.createDirectories(run.path());
        ObjectNode config = JSON.createObjectNode().put("learning_rate", rate).put("seed", 42);
        new RunRecordFile(run)
                .write(
                        new RunRecord(
                                "id-" + name,
                                name,
                                "",
                                Instant.parse("2025-01-31T14:25:30Z"),
                                state,
                                "",
                                new RecordedModel("models/base", "qwen3", 4_000_000, 280_000),
                                JSON.createObjectNode().put("r", 16),
                                new RecordedData(
                                        List.of(new RecordedData.DataFile("a.jsonl", 40, "ab")),
                                        "cd"),
                                RecordedTemplate.of("model", "{{ messages }}"),
                                JSON.createObjectNode().put("mask", "assistant"),
                                config,
                                JSON.valueToTree(Map.of("step", 5, "loss", 1.5))));
        List<String> lines = new ArrayList<>();
        IntStream.rangeClosed(1, 5)
                .forEach(s -> lines.add("{\"step\": " + s + ", \"loss\": " + (3.0 / s) + "}"));
        lines.add("{\"step\": 5, \"eval_loss\": 1.25}");
        Files.write(run.metrics(), lines);
    }
}
