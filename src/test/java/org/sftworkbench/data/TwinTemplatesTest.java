package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.data.mask.TextMask;
import org.sftworkbench.data.mask.TurnEnds;
import org.sftworkbench.template.ChatTemplate;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.template.TextRange;

/**
 * Real templates and their twins with generation marks: where both render the same text, {@code
 * assistant} on the plain one trains the characters that {@code generation} trains on the twin, but
 * for the differences listed here.
 */
class TwinTemplatesTest {
    private static final Path FOLDER = Path.of("..", "shared", "golden", "templates");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Stretches that only one of the two trains, by template; {@code +} only the twin does. */
    private static final Map<String, TreeSet<String>> DIFFERENCES =
            Map.of(
                    // The line end after the end of the turn.
                    "gemma", set("+\n"),
                    "gemma3", set("+\n"),
                    "lfm2", set("+\n"),
                    // The think block that the template puts in where the answer has none.
                    "qwen3", set("+\n", "+<think>\n\n</think>\n\n"),
                    // The line end of the prompt too.
                    "qwen2_5", set("+\n"),
                    // The end of the text.
                    "phi3", set("+\n", "+\n</s>"),
                    // The prompt's role mark.
                    "deepseek_r1_distill", set("+<｜Assistant｜>"),
                    "llama3", set(),
                    "cohere", set());

    private static TreeSet<String> set(String... differences) {
        return new TreeSet<>(List.of(differences));
    }

    @BeforeAll
    static void templatesAreThere() {
        Assumptions.assumeTrue(Files.exists(FOLDER), "golden templates are not beside the project");
    }

    @Test
    void assistantTrainsWhatTheTwinMarksButForTheListedDifferences() throws IOException {
        Map<String, TreeSet<String>> found = new TreeMap<>();
        int compared = 0;
        for (String line : Files.readAllLines(FOLDER.resolve("cases.jsonl"))) {
            JsonNode json = JSON.readTree(line);
            String name = json.get("template").asText();
            if (!Files.exists(FOLDER.resolve(name + "_training.jinja"))) {
                continue;
            }
            Trained plain = trained(json, name, new MaskPolicy.Assistant());
            Trained twin = trained(json, name + "_training", new MaskPolicy.Generation());
            if (plain != null && twin != null && plain.text().equals(twin.text())) {
                found.computeIfAbsent(name, n -> new TreeSet<>()).addAll(plain.differences(twin));
                compared++;
            }
        }
        assertThat(found).isEqualTo(new TreeMap<>(DIFFERENCES));
        assertThat(compared).isGreaterThan(450);
    }

    /** What a policy trains of a text. */
    private record Trained(String text, BitSet characters) {
        List<String> differences(Trained twin) {
            List<String> all = new ArrayList<>();
            add(all, "+", twin.characters, characters);
            add(all, "-", characters, twin.characters);
            return all;
        }

        private void add(List<String> all, String sign, BitSet of, BitSet without) {
            BitSet only = (BitSet) of.clone();
            only.andNot(without);
            for (int at = only.nextSetBit(0); at >= 0; ) {
                int end = only.nextClearBit(at);
                all.add(sign + text.substring(at, end));
                at = only.nextSetBit(end);
            }
        }
    }

    /** Null where the template raises or there is no turn to train on. */
    private static Trained trained(JsonNode json, String template, MaskPolicy policy)
            throws IOException {
        Map<String, Object> variables = map(json.get("variables"));
        List<Message> messages = new ArrayList<>();
        json.get("messages").forEach(message -> messages.add(new Message(map(message))));
        List<Object> tools = new ArrayList<>();
        json.get("tools").forEach(tool -> tools.add(map(tool)));
        Conversation conversation =
                json.get("tools").isNull()
                        ? new Conversation(messages)
                        : new Conversation(messages, tools);
        boolean prompt = json.get("add_generation_prompt").asBoolean();
        String source = Files.readString(FOLDER.resolve(template + ".jinja"));
        TextMask mask =
                new TextMask(
                        ChatTemplate.parse(source), policy, variables, TurnEnds.known(variables));
        try {
            Rendering rendering = mask.render(conversation, prompt);
            BitSet characters = new BitSet();
            for (TextRange range : mask.trained(conversation, rendering, prompt)) {
                characters.set(range.start(), range.end());
            }
            return new Trained(rendering.text(), characters);
        } catch (TemplateException | DataException e) {
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(JsonNode node) {
        return JSON.convertValue(node, Map.class);
    }
}
