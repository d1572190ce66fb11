package org.sftworkbench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one conversation was scored on the way: {@code probe.jsonl}.
 *
 * @param ids its tokens, shape [T]
 * @param tokens what each is written as, shape [T]
 * @param trained whether each counts toward the loss, shape [T]
 * @param kinds what each is there for, such as {@code content} or {@code end of turn}, shape [T];
 *     empty where the run does not say
 * @param scores in the order they were taken
 */
public record ProbeHistory(
        List<Integer> ids,
        List<String> tokens,
        List<Boolean> trained,
        List<String> kinds,
        List<Score> scores) {
    /**
     * One scoring.
     *
     * @param step optimizer steps taken before
     * @param nll nats of each token given those before it, shape [T]; NaN where there is none
     */
    public record Score(int step, double[] nll) {}

    public ProbeHistory {
        ids = List.copyOf(ids);
        tokens = List.copyOf(tokens);
        trained = List.copyOf(trained);
        kinds = List.copyOf(kinds);
        scores = List.copyOf(scores);
    }

    /**
     * The probe of a run; empty where it has none. A cut last line is left out.
     *
     * @throws RunException where another line is broken
     */
    public static Optional<ProbeHistory> read(RunDirectory run) {
        if (!Files.exists(run.probe())) {
            return Optional.empty();
        }
        List<ObjectNode> heads = new ArrayList<>();
        List<Score> scores = new ArrayList<>();
        JsonLines.forEach(
                run.probe(),
                (number, line) -> {
                    if (line.has("ids")) {
                        heads.add(line);
                    } else {
                        scores.add(score(line));
                    }
                });
        return heads.stream().findFirst().map(head -> of(head, scores));
    }

    private static ProbeHistory of(ObjectNode head, List<Score> scores) {
        List<Integer> ids = new ArrayList<>();
        head.path("ids").forEach(id -> ids.add(id.asInt()));
        List<String> tokens = new ArrayList<>();
        head.path("tokens").forEach(token -> tokens.add(token.asText()));
        List<Boolean> trained = new ArrayList<>();
        head.path("trained").forEach(one -> trained.add(one.asBoolean()));
        List<String> kinds = new ArrayList<>();
        head.path("kinds").forEach(kind -> kinds.add(kind.asText()));
        return new ProbeHistory(ids, tokens, trained, kinds, scores);
    }

    private static Score score(ObjectNode line) {
        JsonNode written = line.path("nll");
        double[] nll = new double[written.size()];
        for (int t = 0; t < nll.length; t++) {
            nll[t] = written.get(t).isNumber() ? written.get(t).asDouble() : Double.NaN;
        }
        return new Score(line.path("step").asInt(), nll);
    }
}
