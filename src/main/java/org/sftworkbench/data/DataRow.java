package org.sftworkbench.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;

/**
 * One row of a dataset.
 *
 * @param number from 1, counting rows of the file, those that could not be read included
 * @param line line of the file the row starts at, from 1; in a Parquet file, which has no lines,
 *     the row's number
 * @param content what it says
 * @param extras the columns that are no part of the content, as JSON-like values in the row's
 *     order; such as {@code answer} in held-out data
 */
public record DataRow(int number, int line, RowContent content, Map<String, Object> extras)
        implements ReadRow {
    private static final int OPENING = 200;

    public DataRow {
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
    }

    public DataRow(int number, int line, Conversation conversation, Map<String, Object> extras) {
        this(number, line, new RowContent.Chat(conversation), extras);
    }

    public DataRow(int number, int line, Conversation conversation) {
        this(number, line, conversation, Map.of());
    }

    /** The conversation, where the row is one. */
    public Optional<Conversation> chat() {
        return content instanceof RowContent.Chat chat
                ? Optional.of(chat.conversation())
                : Optional.empty();
    }

    /**
     * The conversation of a row that must be one.
     *
     * @throws DataException where the row is plain text or token ids
     */
    public Conversation conversation() {
        return chat().orElseThrow(
                        () ->
                                new DataException(
                                        "the row is "
                                                + content.kind()
                                                + ", without messages; a row of messages is needed"
                                                + " here"));
    }

    /** How the row begins: its first question, its text, or its first ids; for lists of rows. */
    public String opening() {
        if (content instanceof RowContent.PlainText plain) {
            return plain.text().substring(0, Math.min(OPENING, plain.text().length()));
        }
        if (content instanceof RowContent.PreTokenized ids) {
            return ids.example().length() + " token ids";
        }
        return conversation().messages().stream()
                .filter(message -> message.role().equals("user"))
                .findFirst()
                .map(Message::text)
                .orElse("");
    }
}
