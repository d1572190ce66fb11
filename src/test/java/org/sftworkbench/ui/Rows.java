package org.sftworkbench.ui;

import java.util.Map;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.MaskPolicy;
import org.sftworkbench.data.TemplateChoice;

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

    public static DataRow row(int number, Message... messages) {
        return new DataRow(number, 10 * number, Conversation.of(messages));
    }

    public static DataRow row(int number, String question, String answer) {
        return row(number, Message.of("user", question), Message.of("assistant", answer));
    }
}
