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
 * text, which of them raise, and where generation blocks are marked. The first line of the table
 * holds the variables.
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
            String wanted = wanted(expected);
            if (!wanted.equals(actual)) {
                wrong.add(expected.get("template") + "\nexpected " + wanted + "\ngot " + actual);
            }
        }
        assertThat(lines).hasSizeGreaterThan(1000);
        assertThat(wrong).isEmpty();
    }

    private static String wanted(JsonNode line) {
        if (line.has("error")) {
            return "an error";
        }
        String marks = line.has("generation") ? " marked " + line.get("generation") : "";
        return line.get("expected").asText() + marks;
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
            String text = rendering.text();
            if (!line.has("generation")) {
                return text;
            }
            List<List<Integer>> marks = new ArrayList<>();
            for (TextRange range : rendering.generation()) {
                marks.add(
                        List.of(
                                text.codePointCount(0, range.start()),
                                text.codePointCount(0, range.end())));
            }
            return text + " marked " + JSON.valueToTree(marks);
        } catch (TemplateException e) {
            return "an error";
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(JsonNode node) {
        return JSON.convertValue(node, Map.class);
    }
}
