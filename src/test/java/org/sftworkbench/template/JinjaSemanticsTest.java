package org.sftworkbench.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;

/**
 * The interpreter agrees with Jinja, as transformers 5.18 sets it up, on a table of templates: the
 * text, and which of them raise. The first line of the table holds the variables.
 */
class JinjaSemanticsTest {
    private static final Path TABLE = Path.of("src/test/resources/template/semantics.jsonl");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyTemplateRendersOrRaisesAsInJinja() throws IOException {
        List<String> lines = Files.readAllLines(TABLE);
        Map<String, Object> variables = map(JSON.readTree(lines.get(0)).get("variables"));
        List<String> wrong = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            JsonNode expected = JSON.readTree(line);
            String actual = rendered(expected, variables);
            String wanted = expected.has("error") ? null : expected.get("expected").asText();
            if (wanted == null ? actual != null : !wanted.equals(actual)) {
                wrong.add(expected.get("template") + "\nexpected " + wanted + "\ngot " + actual);
            }
        }
        assertThat(lines).hasSizeGreaterThan(1000);
        assertThat(wrong).isEmpty();
    }

    private static String rendered(JsonNode line, Map<String, Object> variables) {
        List<Message> messages = new ArrayList<>();
        line.path("messages").forEach(message -> messages.add(new Message(map(message))));
        try {
            Rendering rendering =
                    ChatTemplate.parse(line.get("template").asText())
                            .render(
                                    new RenderRequest(
                                            new Conversation(messages), false, variables));
            SpanAssertions.tile(rendering);
            return rendering.text();
        } catch (TemplateException e) {
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(JsonNode node) {
        return JSON.convertValue(node, Map.class);
    }
}
