package org.sftworkbench.starter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.chat.Message;

/** Writes the sample data in the formats that are found in the wild. Stateless. */
public final class SampleDataFiles {
    private final ObjectMapper lines = new ObjectMapper();
    private final ObjectMapper indented =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * Writes {@code alpaca.json}, {@code messages.jsonl}, {@code prompt_completion.csv} and {@code
     * held-out.jsonl} into a directory.
     */
    public void write(SampleData.Rows rows, Path directory) throws IOException {
        Files.createDirectories(directory);
        indented.writeValue(directory.resolve("alpaca.json").toFile(), alpaca(rows.alpaca()));
        writeLines(directory.resolve("messages.jsonl"), messages(rows.messages()));
        writeLines(directory.resolve("prompt_completion.csv"), csv(rows.pairs()));
        writeLines(directory.resolve("held-out.jsonl"), heldOut(rows.heldOut()));
    }

    private ArrayNode alpaca(List<SampleRow> rows) {
        ArrayNode array = indented.createArrayNode();
        for (SampleRow row : rows) {
            array.addObject()
                    .put("instruction", row.instruction())
                    .put("input", row.input())
                    .put("output", row.answer());
        }
        return array;
    }

    private List<String> messages(List<SampleRow> rows) throws IOException {
        List<String> written = new ArrayList<>();
        for (SampleRow row : rows) {
            ObjectNode node = lines.createObjectNode();
            node.set("messages", messagesNode(row.messages()));
            written.add(lines.writeValueAsString(node));
        }
        return written;
    }

    private List<String> heldOut(List<HeldOutQuestion> questions) throws IOException {
        List<String> written = new ArrayList<>();
        for (HeldOutQuestion question : questions) {
            List<Message> messages = new ArrayList<>(question.question().messages());
            messages.add(Message.of("assistant", question.reference()));
            ObjectNode node = lines.createObjectNode();
            node.set("messages", messagesNode(messages));
            node.put("answer", question.answer()).put("topic", question.topic());
            written.add(lines.writeValueAsString(node));
        }
        return written;
    }

    private ArrayNode messagesNode(List<Message> messages) {
        ArrayNode array = lines.createArrayNode();
        messages.forEach(message -> array.add(lines.valueToTree(message.fields())));
        return array;
    }

    private static List<String> csv(List<SampleRow> rows) {
        List<String> written = new ArrayList<>();
        written.add("prompt,completion");
        for (SampleRow row : rows) {
            written.add(quoted(row.instruction()) + "," + quoted(row.answer()));
        }
        return written;
    }

    private static String quoted(String field) {
        return '"' + field.replace("\"", "\"\"") + '"';
    }

    private static void writeLines(Path file, List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }
}
