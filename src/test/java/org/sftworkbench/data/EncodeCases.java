package org.sftworkbench.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;

/** Conversations with what transformers and the notes' code make of them on the Qwen3 tokenizer. */
public record EncodeCases(Conversation conversation, JsonNode qwen3, JsonNode roleMarks) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static List<EncodeCases> all() {
        try {
            List<EncodeCases> cases = new ArrayList<>();
            for (String line :
                    Files.readAllLines(Path.of("src/test/resources/golden/encode/cases.jsonl"))) {
                JsonNode node = JSON.readTree(line);
                List<Message> messages = new ArrayList<>();
                for (JsonNode message : node.get("messages")) {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    message.properties()
                            .forEach(
                                    f ->
                                            fields.put(
                                                    f.getKey(),
                                                    JSON.convertValue(f.getValue(), Object.class)));
                    messages.add(new Message(fields));
                }
                cases.add(
                        new EncodeCases(
                                new Conversation(messages),
                                node.get("qwen3"),
                                node.get("role_marks")));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Numbers of an array node. */
    public static int[] ints(JsonNode array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).intValue();
        }
        return values;
    }

    @Override
    public String toString() {
        return conversation.messages().toString();
    }
}
