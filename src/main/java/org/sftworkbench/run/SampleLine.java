package org.sftworkbench.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * A sample answer on the way: a line of {@code samples.jsonl}.
 *
 * @param step optimizer steps taken before
 * @param prompt what the model was asked to continue, as text
 * @param answer what it wrote
 * @param stopped whether it ended by itself
 * @param tokens how many it wrote, the stopping one included; 0 where that is not known
 */
public record SampleLine(int step, String prompt, String answer, boolean stopped, int tokens) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The answers of a run, none where it has no such file; a cut last line is left out.
     *
     * @throws RunException where another line is broken
     */
    public static List<SampleLine> read(RunDirectory run) {
        List<SampleLine> samples = new ArrayList<>();
        if (Files.exists(run.samples())) {
            JsonLines.forEach(
                    run.samples(),
                    (number, line) ->
                            samples.add(
                                    new SampleLine(
                                            JsonLines.step(run.samples(), number, line),
                                            line.path("prompt").asText(""),
                                            line.path("answer").asText(""),
                                            line.path("stopped").asBoolean(),
                                            line.path("tokens").asInt())));
        }
        return samples;
    }

    /** As it is written. */
    public ObjectNode json() {
        return JSON.createObjectNode()
                .put("step", step)
                .put("prompt", prompt)
                .put("answer", answer)
                .put("stopped", stopped)
                .put("tokens", tokens);
    }
}
