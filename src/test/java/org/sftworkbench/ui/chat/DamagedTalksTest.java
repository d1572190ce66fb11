package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** A conversation's file that was damaged, or is somebody's, is shown or named, and left alone. */
class DamagedTalksTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ODD =
            List.of("null", "true", "-7", "1e300", "\"\\u0000\"", "[]", "[null]", "{}", "[[{}]]");

    @TempDir Path directory;

    @Test
    void whateverStandsInAPlaceOfTheFile() throws IOException {
        Path file = kept();
        byte[] whole = Files.readAllBytes(file);
        ChatDesk desk = new ChatDesk(directory);
        int refused = 0;
        int shown = 0;
        for (Consumer<JsonNode> damage : damages(JSON.readTree(whole))) {
            JsonNode damaged = JSON.readTree(whole);
            damage.accept(damaged);
            byte[] bytes = JSON.writeValueAsBytes(damaged);
            Files.write(file, bytes);
            desk.view.clear();
            desk.view.problemProperty().set(null);
            desk.view.talks().open(id(file));
            Problem problem = desk.view.problemProperty().get();
            if (problem == null) {
                assertThat(desk.view.talks().currentProperty().get()).isEqualTo(id(file));
                shown++;
            } else {
                assertThat(problem.summary())
                        .as(damaged.toString())
                        .containsAnyOf(file.toString(), "“" + title(damaged) + "”")
                        .contains("left as it is");
                ToldInChinese.check(problem.summary());
                assertThat(desk.view.talks().currentProperty().get()).isEmpty();
                refused++;
            }
            assertThat(Files.readAllBytes(file)).as(damaged.toString()).isEqualTo(bytes);
        }
        assertThat(refused).isGreaterThan(50);
        assertThat(shown).isGreaterThan(50);
    }

    /** A key that nobody reads would be gone once the conversation goes on. */
    @Test
    void whatIsNotKnownOrStandsBehindTheEndIsNotLost() throws IOException {
        Path file = kept();
        String whole = Files.readString(file);
        for (String damaged :
                List.of(
                        whole.replaceFirst("\"turns\"", "\"turnz\""),
                        whole.replaceFirst("\"text\"", "\"texu\""),
                        whole + whole)) {
            Files.writeString(file, damaged);
            ChatDesk desk = new ChatDesk(directory);
            desk.view.talks().open(id(file));
            Problem problem = desk.view.problemProperty().get();
            assertThat(problem.summary()).contains(file.toString()).contains("left as it is");
            ToldInChinese.check(problem.summary());
            assertThat(file).hasContent(damaged);
        }
    }

    @Test
    void whereverTheFileIsCut() throws IOException {
        Path file = kept();
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 37) {
            Files.write(file, Arrays.copyOf(whole, length));
            ChatDesk desk = new ChatDesk(directory);
            if (desk.view.problemProperty().get() == null) {
                // The list reads the beginning and the very end alone.
                desk.view.talks().open(id(file));
            }
            Problem problem = desk.view.problemProperty().get();
            assertThat(problem).as("cut at %d", length).isNotNull();
            assertThat(problem.summary() + problem.details())
                    .contains(file.toString())
                    .contains("left as");
            ToldInChinese.check(problem.summary());
            ToldInChinese.check(problem.details());
            assertThat(file).hasSize(length);
        }
    }

    private static String title(JsonNode talk) {
        return talk.path("title").asText();
    }

    private Path kept() {
        ChatDesk desk = new ChatDesk(directory);
        desk.exchange("Where", "base one", "tuned one");
        desk.view.actions(desk.view.tuned()).regenerate(desk.reply(desk.view.tuned(), 0));
        desk.answer(2, "tuned again");
        desk.view.clear();
        return directory.resolve(desk.view.talks().kept().get(0).id() + ".json");
    }

    private static String id(Path file) {
        return file.getFileName().toString().replace(".json", "");
    }

    private static List<Consumer<JsonNode>> damages(JsonNode whole) throws IOException {
        List<Consumer<JsonNode>> damages = new ArrayList<>();
        List<String> parents = new ArrayList<>();
        parents(whole, "", parents);
        for (String parent : parents) {
            for (String key : keys(whole.at(parent))) {
                damages.add(root -> put(root.at(parent), key, null));
                for (String odd : ODD) {
                    JsonNode value = JSON.readTree(odd);
                    damages.add(root -> put(root.at(parent), key, value));
                }
            }
        }
        return damages;
    }

    private static void parents(JsonNode node, String at, List<String> found) {
        if (node.isContainerNode()) {
            found.add(at);
            // Many of a kind, such as tokens, need not all be tried.
            keys(node).stream()
                    .limit(12)
                    .forEach(
                            key ->
                                    parents(
                                            node.isArray()
                                                    ? node.get(Integer.parseInt(key))
                                                    : node.get(key),
                                            at + "/" + key,
                                            found));
        }
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return node.isArray()
                ? IntStream.range(0, Math.min(2, node.size())).mapToObj(String::valueOf).toList()
                : keys;
    }

    private static void put(JsonNode parent, String key, JsonNode value) {
        if (parent instanceof ObjectNode object) {
            object.remove(key);
            if (value != null) {
                object.set(key, value);
            }
        } else if (parent instanceof ArrayNode array) {
            if (value == null) {
                array.remove(Integer.parseInt(key));
            } else {
                array.set(Integer.parseInt(key), value);
            }
        }
    }
}
