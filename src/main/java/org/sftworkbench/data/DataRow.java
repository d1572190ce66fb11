package org.sftworkbench.data;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.file.RowPlace;

/**
 * One row of a dataset. Of a large file it holds only how it begins, and reads the rest again when
 * it is asked for, which looks at the disk. Immutable and thread-safe.
 */
public final class DataRow implements ReadRow {
    private static final int OPENING = 200;

    private final int number;
    private final int line;
    private final RowContent content;
    private final Map<String, Object> extras;
    private final Path file;
    private final String opening;
    private final long place;
    private final RowLookup lookup;

    /**
     * @param number from 1, counting rows of the file, those that could not be read included
     * @param line line of the file the row starts at, from 1; in a Parquet file, which has no
     *     lines, the row's number
     * @param content what it says
     * @param extras the columns that are no part of the content, as JSON-like values in the row's
     *     order; such as {@code answer} in held-out data
     */
    public DataRow(int number, int line, RowContent content, Map<String, Object> extras) {
        this(null, number, line, content, extras);
    }

    DataRow(Path file, int number, int line, RowContent content, Map<String, Object> extras) {
        this.number = number;
        this.line = line;
        this.content = Objects.requireNonNull(content);
        this.extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
        this.file = file;
        this.opening = null;
        this.place = RowPlace.UNKNOWN;
        this.lookup = null;
    }

    public DataRow(int number, int line, Conversation conversation, Map<String, Object> extras) {
        this(number, line, new RowContent.Chat(conversation), extras);
    }

    public DataRow(int number, int line, Conversation conversation) {
        this(number, line, conversation, Map.of());
    }

    private DataRow(int number, int line, String opening, long place, RowLookup lookup) {
        this.number = number;
        this.line = line;
        this.content = null;
        this.extras = null;
        this.file = lookup.file();
        this.opening = opening;
        this.place = place;
        this.lookup = lookup;
    }

    /** The same row without what it says, which a lookup reads again. */
    DataRow readAgain(RowLookup from, long at, int openingLength) {
        return new DataRow(number, line, beginning(opening(), openingLength), at, from);
    }

    /** A text, or as much of it as fits; no half of a character that is two UTF-16 units. */
    private static String beginning(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean parts = Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, parts ? most - 1 : most);
    }

    /** The same row, saying something else. */
    public DataRow saying(RowContent other) {
        return new DataRow(file, number, line, other, Map.of());
    }

    /** The file it was read from; empty for a row that was made otherwise. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public int line() {
        return line;
    }

    /** Whether the row says what it says without a look at the disk. */
    public boolean isAtHand() {
        return content != null;
    }

    /**
     * What it says.
     *
     * @throws DataException where the file it must be read from again is not what it was
     */
    public RowContent content() {
        return content == null ? lookup.row(number, line, place).content() : content;
    }

    /** The columns that are no part of the content; fails as {@link #content}. */
    public Map<String, Object> extras() {
        return extras == null ? lookup.row(number, line, place).extras() : extras;
    }

    /** The conversation, where the row is one. */
    public Optional<Conversation> chat() {
        return content() instanceof RowContent.Chat chat
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
                                                + content().kind()
                                                + ", without messages; a row of messages is needed"
                                                + " here"));
    }

    /** How the row begins: its first question, its text, or its first ids; for lists of rows. */
    public String opening() {
        if (opening != null) {
            return opening;
        }
        if (content instanceof RowContent.PlainText plain) {
            return beginning(plain.text(), OPENING);
        }
        if (content instanceof RowContent.PreTokenized ids) {
            return ids.example().length() + " token ids";
        }
        return conversation().messages().stream()
                .filter(message -> message.role().equals("user"))
                .findFirst()
                .or(() -> conversation().messages().stream().findFirst())
                .map(Message::text)
                .orElse("");
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof DataRow row
                        && number == row.number
                        && line == row.line
                        && place == row.place
                        && lookup == row.lookup
                        && Objects.equals(file, row.file)
                        && Objects.equals(content, row.content)
                        && Objects.equals(extras, row.extras);
    }

    @Override
    public int hashCode() {
        return Objects.hash(file, number, line, content);
    }

    @Override
    public String toString() {
        return "row " + number + ", line " + line + (content == null ? "" : ": " + content);
    }
}
