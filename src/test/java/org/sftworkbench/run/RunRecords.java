package org.sftworkbench.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** A record to write and read. */
final class RunRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunRecords() {}

    static RunRecord named(String name, String created) {
        ObjectNode config = JSON.createObjectNode().put("learning_rate", 2e-5).put("seed", 42);
        return new RunRecord(
                "id-of-" + name,
                name,
                "",
                Instant.parse(created),
                RunState.RUNNING,
                "",
                new RecordedModel("models/base", "qwen3", 4_090_624, 286_720),
                JSON.createObjectNode().put("r", 16),
                new RecordedData(List.of(new RecordedData.DataFile("data.jsonl", 408, "ab")), "cd"),
                RecordedTemplate.of("model", "{{ messages }} 中文"),
                JSON.createObjectNode().put("name", "assistant"),
                config,
                JSON.createObjectNode().put("step", 3));
    }
}
