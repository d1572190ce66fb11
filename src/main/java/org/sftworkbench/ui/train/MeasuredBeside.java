package org.sftworkbench.ui.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run measures beside its steps, as its record keeps it, so that a run that is continued
 * holds out the same rows and scores the same conversation.
 *
 * @param heldOut rows held out: a share below 1, or a number of rows
 * @param evalSteps steps between two evaluations
 * @param probeSteps steps between two scores of the probed conversation; 0 for none
 * @param turnEnds ids that end a turn
 */
record MeasuredBeside(double heldOut, int evalSteps, int probeSteps, List<Integer> turnEnds) {
    void write(ObjectNode policy) {
        policy.put("held_out", heldOut);
        policy.put("eval_steps", evalSteps);
        policy.put("probe_steps", probeSteps);
        ArrayNode ends = policy.putArray("turn_ends");
        turnEnds.forEach(ends::add);
    }

    static MeasuredBeside read(ObjectNode policy) {
        List<Integer> ends = new ArrayList<>();
        for (JsonNode id : policy.path("turn_ends")) {
            ends.add(id.asInt());
        }
        return new MeasuredBeside(
                policy.path("held_out").asDouble(0),
                policy.path("eval_steps").asInt(0),
                policy.path("probe_steps").asInt(0),
                ends);
    }
}
