package org.sftworkbench.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.mask.MaskPolicy;

/** Dataset rows and encoding options for tests of view models. */
public final class Rows {
    /** ChatML as most tokenizers carry it. */
    public static final EncodingOptions CHATML =
            new EncodingOptions(
                    new TemplateChoice.Jinja(
                            "{% for m in messages %}<|im_start|>{{ m.role }}\n"
                                    + "{{ m.content }}<|im_end|>\n"
                                    + "{% endfor %}{% if add_generation_prompt %}"
                                    + "<|im_start|>assistant\n"
                                    + "{% endif %}"),
                    new MaskPolicy.Assistant(),
                    Map.of());

    /** The notes' role marks. */
    public static final EncodingOptions ROLE_MARKS =
            new EncodingOptions(
                    new TemplateChoice.RoleMarks(), new MaskPolicy.RoleMarks(), Map.of());

    private Rows() {}

    /** Names a row as panes do that know no file. */
    public static String place(DataRow row) {
        return "Row " + row.number();
    }

    /** Rows written to a file, of JSON lines, and read from it. */
    public static List<DataRow> inFile(Path file, DataRow... rows) {
        StringBuilder lines = new StringBuilder();
        ObjectMapper json = new ObjectMapper();
        for (DataRow row : rows) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put(
                    "messages",
                    row.conversation().messages().stream().map(Message::fields).toList());
            row.conversation().tools().ifPresent(tools -> fields.put("tools", tools));
            lines.append(json.<JsonNode>valueToTree(fields)).append('\n');
        }
        try {
            Files.writeString(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DatasetReader().read(file).rows();
    }

    public static DataRow row(int number, Message... messages) {
        return new DataRow(number, 10 * number, Conversation.of(messages));
    }

    public static DataRow row(int number, String question, String answer) {
        return row(number, Message.of("user", question), Message.of("assistant", answer));
    }
}
