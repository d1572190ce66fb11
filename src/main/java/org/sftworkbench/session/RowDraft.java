package org.sftworkbench.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.RowContent;

/**
 * A row's conversation or text while it is edited.
 *
 * @param row whose it is
 * @param messages the fields of each message; null for plain text
 * @param tools what the conversation offers to the assistant; null where it offers none
 * @param variables template variables of the row's own; null where it has none
 * @param prompt how many of the messages are the prompt, of a row that was written as a prompt and
 *     a completion; null for any other
 * @param texts whether prompt and completion were texts; null for false
 * @param text of a row of plain text; null for a conversation
 * @param unread texts of boxes for JSON that are no JSON yet, by the box
 * @param original {@link RowFingerprint} of the row before it was edited; empty in drafts of
 *     earlier versions, which did not know it
 */
public record RowDraft(
        RowName row,
        List<Map<String, Object>> messages,
        List<Object> tools,
        @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, Object> variables,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer prompt,
        @JsonInclude(JsonInclude.Include.NON_NULL) Boolean texts,
        String text,
        Map<String, String> unread,
        String original) {
    public RowDraft {
        Objects.requireNonNull(row);
        original = original == null ? "" : original;
        unread =
                unread == null || unread.values().stream().anyMatch(Objects::isNull)
                        ? Map.of()
                        : Map.copyOf(unread);
        if ((messages == null || messages.stream().anyMatch(Objects::isNull)) && text == null) {
            throw new IllegalArgumentException("neither messages nor text");
        }
        if (prompt != null && (messages == null || prompt < 1 || prompt > messages.size())) {
            throw new IllegalArgumentException("a prompt that the messages have not");
        }
    }

    /** The draft of a row; empty for token ids, which cannot be edited. */
    public static Optional<RowDraft> of(
            RowName row, RowContent content, Map<String, String> unread, String original) {
        if (content instanceof RowContent.Chat chat) {
            Conversation talk = chat.conversation();
            return Optional.of(
                    new RowDraft(
                            row,
                            talk.messages().stream().map(Message::fields).toList(),
                            talk.tools().orElse(null),
                            talk.variables().isEmpty() ? null : talk.variables(),
                            talk.promptMessages().isPresent()
                                    ? talk.promptMessages().getAsInt()
                                    : null,
                            chat.ofTexts() ? true : null,
                            null,
                            unread,
                            original));
        }
        return content instanceof RowContent.PlainText plain
                ? Optional.of(
                        new RowDraft(
                                row, null, null, null, null, null, plain.text(), unread, original))
                : Optional.empty();
    }

    /** What the row says in it. */
    public RowContent content() {
        return messages == null
                ? new RowContent.PlainText(text)
                : new RowContent.Chat(
                        new Conversation(
                                messages.stream().map(Message::new).toList(),
                                Optional.ofNullable(tools),
                                variables == null ? Map.of() : variables,
                                prompt == null ? OptionalInt.empty() : OptionalInt.of(prompt)),
                        Boolean.TRUE.equals(texts));
    }
}
