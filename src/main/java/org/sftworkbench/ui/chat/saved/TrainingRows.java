package org.sftworkbench.ui.chat.saved;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A conversation as a row to train on: {@code {"messages": […]}}, a line of JSONL. */
public final class TrainingRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> CUT_OFF = Set.of("cut", "full", "by_user", "interrupted");

    private TrainingRows() {}

    /**
     * The row of the messages that a side shows.
     *
     * @return a line with its end; empty where no question was answered
     */
    public static String of(SavedTalk talk, SavedTalk.Side side) {
        ObjectNode row = JSON.createObjectNode();
        ArrayNode messages = row.putArray("messages");
        List<SavedTalk.Turn> path = side.path();
        List<Integer> answers = answers(path);
        String system = system(talk, path, answers);
        if (!system.isBlank()) {
            add(messages, "system", system.strip());
        }
        for (int at : answers) {
            add(messages, "user", path.get(at - 1).text());
            add(messages, "assistant", path.get(at).text());
        }
        try {
            return !answers.isEmpty() ? JSON.writeValueAsString(row) + "\n" : "";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the last answer was given under, as the one typed by now may be for something else. */
    private static String system(SavedTalk talk, List<SavedTalk.Turn> path, List<Integer> answers) {
        String system = talk.system();
        for (int at : answers) {
            SavedTalk.Turn reply = path.get(at);
            if (reply.sent() != null && reply.sent().length > 0) {
                system = reply.system() == null ? "" : reply.system();
            }
        }
        return system;
    }

    /** How many answers of the row a side shows were ended before the model ended them. */
    public static int cutOff(SavedTalk.Side side) {
        List<SavedTalk.Turn> path = side.path();
        return (int)
                answers(path).stream()
                        .map(at -> path.get(at).ending())
                        .filter(ending -> ending != null && CUT_OFF.contains(ending.how()))
                        .count();
    }

    /**
     * Places of the answers in a path; a question that got none teaches nothing, and plain text
     * that was continued is no conversation.
     */
    private static List<Integer> answers(List<SavedTalk.Turn> path) {
        return IntStream.range(0, path.size())
                .filter(at -> at % 2 == 1 && isSaid(path.get(at)))
                .filter(at -> !"plain".equals(path.get(at - 1).kind()))
                .boxed()
                .toList();
    }

    private static boolean isSaid(SavedTalk.Turn reply) {
        return !reply.text().isBlank()
                && (reply.ending() == null || !"failed".equals(reply.ending().how()));
    }

    private static void add(ArrayNode messages, String role, String content) {
        messages.addObject().put("role", role).put("content", content);
    }
}
