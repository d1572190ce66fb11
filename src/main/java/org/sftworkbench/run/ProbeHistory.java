package org.sftworkbench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final String KINDS = "kinds";
    private static final List<String> LISTS = List.of("ids", "tokens", "trained", KINDS);

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
        Reading reading = new Reading(run.probe());
        JsonLines.forEach(run.probe(), reading);
        return reading.history();
    }

    /** The lines as they come: the first says what is scored, each further one is a scoring. */
    private static final class Reading implements JsonLines.Sink {
        private final Path file;
        private final List<Score> scores = new ArrayList<>();
        private ObjectNode head;

        Reading(Path file) {
            this.file = file;
        }

        @Override
        public void take(int number, ObjectNode line) {
            if (head != null) {
                scores.add(score(number, line));
                return;
            }
            int size = line.path("ids").size();
            for (String list : LISTS) {
                // What the tokens are there for not every run says.
                boolean leftOut = list.equals(KINDS) && !line.has(list);
                JsonNode written = line.path(list);
                if (!leftOut && !(written.isArray() && written.size() == size)) {
                    throw broken(number, list);
                }
            }
            head = line;
        }

        private Score score(int number, ObjectNode line) {
            JsonNode written = line.path("nll");
            double[] nll = new double[head.path("ids").size()];
            if (!written.isArray() || written.size() != nll.length) {
                throw broken(number, "nll");
            }
            for (int t = 0; t < nll.length; t++) {
                nll[t] = written.get(t).isNumber() ? written.get(t).asDouble() : Double.NaN;
            }
            return new Score(JsonLines.step(file, number, line), nll);
        }

        private RunException broken(int number, String key) {
            return new RunException(
                    file
                            + ", line "
                            + number
                            + ": \""
                            + key
                            + "\" is no list of as many as there are ids");
        }

        Optional<ProbeHistory> history() {
            return Optional.ofNullable(head).map(said -> of(said, scores));
        }
    }

    private static ProbeHistory of(ObjectNode head, List<Score> scores) {
        List<Integer> ids = new ArrayList<>();
        head.path("ids").forEach(id -> ids.add(id.asInt()));
        List<String> tokens = new ArrayList<>();
        head.path("tokens").forEach(token -> tokens.add(token.asText()));
        List<Boolean> trained = new ArrayList<>();
        head.path("trained").forEach(one -> trained.add(one.asBoolean()));
        List<String> kinds = new ArrayList<>();
        head.path(KINDS).forEach(kind -> kinds.add(kind.asText()));
        return new ProbeHistory(ids, tokens, trained, kinds, scores);
    }
}
