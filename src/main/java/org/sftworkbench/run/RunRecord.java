package org.sftworkbench.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What a run is and how it stands: {@code run.json}.
 *
 * @param id of its own, for ever
 * @param name what the user calls it
 * @param note the user's own words
 * @param created when it was started
 * @param state how it stands
 * @param message why it stopped or failed; empty where there is nothing to say
 * @param model it started from
 * @param adapter LoRA's numbers; empty where every weight is trained
 * @param data its rows
 * @param template they were rendered with
 * @param policy which tokens count, and what else decides how rows become tokens
 * @param config the numbers, under TRL's names
 * @param summary last values of each metric, {@code step}, {@code total_steps} and {@code
 *     elapsed_seconds}
 */
public record RunRecord(
        String id,
        String name,
        String note,
        Instant created,
        RunState state,
        String message,
        RecordedModel model,
        ObjectNode adapter,
        RecordedData data,
        RecordedTemplate template,
        ObjectNode policy,
        ObjectNode config,
        ObjectNode summary) {
    /** The version of the format that is written. */
    public static final int FORMAT = 1;

    /** The same in another state. */
    public RunRecord in(RunState other, String why) {
        return new RunRecord(
                id, name, note, created, other, why, model, adapter, data, template, policy, config,
                summary);
    }

    /** The same under another name. */
    public RunRecord named(String other) {
        return new RunRecord(
                id, other, note, created, state, message, model, adapter, data, template, policy,
                config, summary);
    }

    /** The same with another note. */
    public RunRecord noted(String other) {
        return new RunRecord(
                id, name, other, created, state, message, model, adapter, data, template, policy,
                config, summary);
    }

    /** The same with other figures. */
    public RunRecord summedUp(ObjectNode figures) {
        return new RunRecord(
                id, name, note, created, state, message, model, adapter, data, template, policy,
                config, figures);
    }
}
