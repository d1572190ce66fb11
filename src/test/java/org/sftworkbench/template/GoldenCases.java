package org.sftworkbench.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;

/** The golden template cases beside the repository; a test that needs them is skipped elsewhere. */
final class GoldenCases {
    private static final Path FOLDER = Path.of("..", "shared", "golden", "templates");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One conversation with what transformers makes of it. */
    record Case(int line, JsonNode json) {
        String template() {
            return json.get("template").asText();
        }

        boolean raises() {
            return json.has("error");
        }

        String expected() {
            return json.get("expected").asText();
        }

        RenderRequest request() {
            List<Message> messages = new ArrayList<>();
            for (JsonNode message : json.get("messages")) {
                messages.add(new Message(map(message)));
            }
            List<Object> tools = new ArrayList<>();
            json.get("tools").forEach(tool -> tools.add(map(tool)));
            return new RenderRequest(
                    json.get("tools").isNull()
                            ? new Conversation(messages)
                            : new Conversation(messages, tools),
                    json.get("add_generation_prompt").asBoolean(),
                    map(json.get("variables")));
        }

        /** The golden generation stretches in UTF-16 units. */
        List<TextRange> generation() {
            List<TextRange> ranges = new ArrayList<>();
            for (JsonNode span : json.path("generation_spans")) {
                ranges.add(
                        new TextRange(
                                expected().offsetByCodePoints(0, span.get(0).asInt()),
                                expected().offsetByCodePoints(0, span.get(1).asInt())));
            }
            return ranges;
        }

        @Override
        public String toString() {
            return "line " + line + ", " + template() + ", " + json.get("case").asText();
        }
    }

    private final Map<String, ChatTemplate> templates = new HashMap<>();

    static List<Case> all() {
        Path file = FOLDER.resolve("cases.jsonl");
        Assumptions.assumeTrue(Files.exists(file), "golden templates are not beside the project");
        try {
            List<Case> cases = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                cases.add(new Case(cases.size() + 1, JSON.readTree(line)));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ChatTemplate template(Case of) {
        return templates.computeIfAbsent(of.template(), GoldenCases::read);
    }

    private static ChatTemplate read(String name) {
        try {
            return ChatTemplate.parse(Files.readString(FOLDER.resolve(name + ".jinja")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(JsonNode node) {
        return JSON.convertValue(node, Map.class);
    }
}
