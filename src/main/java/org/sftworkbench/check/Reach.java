package org.sftworkbench.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * How long a row a model takes.
 *
 * @param positions tokens; 0 where not known
 * @param shortFactors whether it is as far as the short factors of a LongRoPE hold, beyond which
 *     this program does not compute
 */
public record Reach(int positions, boolean shortFactors) {
    static final Reach UNKNOWN = new Reach(0, false);

    private static final String ORIGINAL = "original_max_position_embeddings";
    private static final Set<String> LONG_ROPE = Set.of("longrope", "su");

    /**
     * @param config of a language model
     */
    static Reach of(JsonNode config) {
        int positions = config.path("max_position_embeddings").asInt(0);
        JsonNode older = config.path("rope_scaling");
        JsonNode rope = older.isObject() ? older : config.path("rope_parameters");
        String type = rope.path("rope_type").asText(rope.path("type").asText(""));
        int original = config.path(ORIGINAL).asInt(rope.path(ORIGINAL).asInt(0));
        return LONG_ROPE.contains(type) && original > 0 && original < positions
                ? new Reach(original, true)
                : new Reach(positions, false);
    }

    boolean holds(int tokens) {
        return positions <= 0 || tokens <= positions;
    }

    /** In words. */
    String bound() {
        return shortFactors
                ? "the "
                        + positions
                        + " positions up to which its LongRoPE's short factors hold"
                        + " (original_max_position_embeddings)"
                : "the model's " + positions + " positions";
    }
}
