package org.sftworkbench.ui.chat.saved;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;

/** A conversation as a row to train on: {@code {"messages": […]}}, a line of JSONL. */
public final class TrainingRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TrainingRows() {}

    /**
     * The row of the messages that a side shows.
     *
     * @return a line with its end; empty where no question was answered
     */
    public static String of(SavedTalk talk, SavedTalk.Side side) {
        ObjectNode row = JSON.createObjectNode();
        ArrayNode messages = row.putArray("messages");
        if (!talk.system().isBlank()) {
            add(messages, "system", talk.system().strip());
        }
        List<SavedTalk.Turn> path = side.path();
        boolean answered = false;
        for (int i = 0; i + 1 < path.size(); i += 2) {
            SavedTalk.Turn reply = path.get(i + 1);
            // A question that got no answer teaches nothing.
            if (isSaid(reply)) {
                add(messages, "user", path.get(i).text());
                add(messages, "assistant", reply.text());
                answered = true;
            }
        }
        try {
            return answered ? JSON.writeValueAsString(row) + "\n" : "";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSaid(SavedTalk.Turn reply) {
        return !reply.text().isBlank()
                && (reply.ending() == null || !"failed".equals(reply.ending().how()));
    }

    private static void add(ArrayNode messages, String role, String content) {
        messages.addObject().put("role", role).put("content", content);
    }
}
