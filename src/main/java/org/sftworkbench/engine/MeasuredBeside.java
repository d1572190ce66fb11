package org.sftworkbench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.sftworkbench.run.RecordedData;

/**
 * What a run measures beside its steps, as its record keeps it, so that a run that goes on holds
 * out the same rows and scores the same conversation. The probed conversation itself stands in
 * {@code probe.jsonl}.
 *
 * @param heldOut rows held out: a share below 1, or a number of rows; 0 for none
 * @param evalFiles files of rows that are only scored
 * @param evalSteps steps between two evaluations; 0 for at the ends of the run only
 * @param evalBatch rows of a batch of the evaluation
 * @param probeSteps steps between two scores of the probed conversation, 0 for at the ends of the
 *     run only; empty for no probe
 * @param turnEnds ids that end a turn
 */
public record MeasuredBeside(
        double heldOut,
        List<RecordedData.DataFile> evalFiles,
        int evalSteps,
        int evalBatch,
        OptionalInt probeSteps,
        List<Integer> turnEnds) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HELD_OUT = "held_out";
    private static final String EVAL_FILES = "eval_files";
    private static final String EVAL_STEPS = "eval_steps";
    private static final String EVAL_BATCH = "eval_batch_size";
    private static final String PROBE_STEPS = "probe_steps";

    public MeasuredBeside {
        evalFiles = List.copyOf(evalFiles);
        turnEnds = List.copyOf(turnEnds);
    }

    /** Adds it to a run's policy; what is not measured is left out. */
    public void write(ObjectNode policy) {
        if (heldOut > 0) {
            policy.put(HELD_OUT, heldOut);
        }
        if (!evalFiles.isEmpty()) {
            policy.set(EVAL_FILES, JSON.valueToTree(evalFiles));
        }
        if (heldOut > 0 || !evalFiles.isEmpty()) {
            policy.put(EVAL_STEPS, evalSteps);
            policy.put(EVAL_BATCH, evalBatch);
        }
        probeSteps.ifPresent(steps -> policy.put(PROBE_STEPS, steps));
        ArrayNode ends = policy.putArray("turn_ends");
        turnEnds.forEach(ends::add);
    }

    /** What {@link #write} has added to a run's policy. */
    public static MeasuredBeside read(ObjectNode policy) {
        List<RecordedData.DataFile> files = new ArrayList<>();
        for (JsonNode file : policy.path(EVAL_FILES)) {
            files.add(JSON.convertValue(file, RecordedData.DataFile.class));
        }
        List<Integer> ends = new ArrayList<>();
        for (JsonNode id : policy.path("turn_ends")) {
            ends.add(id.asInt());
        }
        return new MeasuredBeside(
                policy.path(HELD_OUT).asDouble(0),
                files,
                policy.path(EVAL_STEPS).asInt(0),
                policy.path(EVAL_BATCH).asInt(Measurements.STEPS_ONLY.evaluationBatch()),
                policy.has(PROBE_STEPS)
                        ? OptionalInt.of(policy.path(PROBE_STEPS).asInt())
                        : OptionalInt.empty(),
                ends);
    }
}
