package org.sftworkbench.session;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.RowContent;

/**
 * A row's conversation or text while it is edited.
 *
 * @param row whose it is
 * @param messages the fields of each message; null for plain text
 * @param tools what the conversation offers to the assistant; null where it offers none
 * @param text of a row of plain text; null for a conversation
 * @param unread texts of boxes for JSON that are no JSON yet, by the box
 */
public record RowDraft(
        RowName row,
        List<Map<String, Object>> messages,
        List<Object> tools,
        String text,
        Map<String, String> unread) {
    public RowDraft {
        Objects.requireNonNull(row);
        unread =
                unread == null || unread.values().stream().anyMatch(Objects::isNull)
                        ? Map.of()
                        : Map.copyOf(unread);
        if ((messages == null || messages.stream().anyMatch(Objects::isNull)) && text == null) {
            throw new IllegalArgumentException("neither messages nor text");
        }
    }

    /** The draft of a row; empty for token ids, which cannot be edited. */
    public static Optional<RowDraft> of(
            RowName row, RowContent content, Map<String, String> unread) {
        if (content instanceof RowContent.Chat chat) {
            Conversation talk = chat.conversation();
            return Optional.of(
                    new RowDraft(
                            row,
                            talk.messages().stream().map(Message::fields).toList(),
                            talk.tools().orElse(null),
                            null,
                            unread));
        }
        return content instanceof RowContent.PlainText plain
                ? Optional.of(new RowDraft(row, null, null, plain.text(), unread))
                : Optional.empty();
    }

    /** What the row says in it. */
    public RowContent content() {
        return messages == null
                ? new RowContent.PlainText(text)
                : new RowContent.Chat(
                        new Conversation(
                                messages.stream().map(Message::new).toList(),
                                Optional.ofNullable(tools)));
    }
}
