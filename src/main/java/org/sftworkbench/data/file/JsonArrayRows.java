package org.sftworkbench.data.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.fault.NotUtf8Exception;
import org.sftworkbench.data.fault.RowTooLargeException;

/**
 * Reads rows from a JSON list, one at a time. Nothing can be read after a syntax error; the rows
 * before it are kept. Bytes that are not UTF-8 spoil the row they stand in.
 */
public final class JsonArrayRows implements RowSource {
    private static final String REST_UNREAD = ". What follows could not be read";

    private final JsonText json;
    private final Utf8Reader reader;
    private final JsonParser parser;
    private boolean ended;

    /**
     * @throws DataException where the file does not begin with a list
     */
    public JsonArrayRows(Path file, JsonText json) throws IOException {
        this.json = json;
        this.reader = new Utf8Reader(Files.newInputStream(file));
        this.parser = json.parser(reader);
        try {
            open(file);
        } catch (IOException | DataException e) {
            parser.close();
            throw e;
        }
    }

    private void open(Path file) throws IOException {
        try {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                return;
            }
        } catch (JsonProcessingException e) {
            throw new DataException(file + ": " + JsonText.problem(e), e);
        } catch (NotUtf8Exception e) {
            throw new DataException(file + ": " + e.getMessage(), e);
        }
        throw new DataException(file + ": expected a list of rows [{…}, …], or one {…} a line");
    }

    @Override
    public Optional<RawRow> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        int line = parser.currentLocation().getLineNr();
        try {
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                ended = true;
                return afterwards();
            }
            line = parser.currentTokenLocation().getLineNr();
            return Optional.of(row(line));
        } catch (JsonProcessingException e) {
            ended = true;
            // Bytes that are not UTF-8 come first: they are why it is no JSON.
            return Optional.of(
                    RawRow.malformed(
                            line,
                            bad().map(bytes -> bytes + REST_UNREAD)
                                    .orElseGet(() -> JsonText.problem(e))));
        } catch (NotUtf8Exception e) {
            ended = true;
            return Optional.of(RawRow.malformed(line, e.getMessage() + REST_UNREAD));
        }
    }

    /** The row that the parser has come to. */
    private RawRow row(int line) throws IOException {
        long place = reader.place(parser.currentTokenLocation().getCharOffset());
        try {
            Object value = json.value(parser);
            return bad().map(bytes -> RawRow.malformed(line, bytes))
                    .orElseGet(() -> RawRow.of(line, value, place));
        } catch (DuplicateKeyException e) {
            return RawRow.malformed(line, bad().orElse(e.getMessage()));
        } catch (RowTooLargeException e) {
            JsonStreamContext context = parser.getParsingContext();
            while (!(context.inArray() && context.getParent().inRoot())) {
                parser.nextToken();
                context = parser.getParsingContext();
            }
            bad();
            return RawRow.malformed(line, e.getMessage());
        }
    }

    /** What of the text that was parsed since the last call is not UTF-8, if anything. */
    private Optional<String> bad() {
        return reader.bad(parser.currentLocation().getCharOffset()).map(Throwable::getMessage);
    }

    private Optional<RawRow> afterwards() throws IOException {
        int line = parser.currentLocation().getLineNr();
        try {
            return parser.nextToken() == null
                    ? Optional.empty()
                    : Optional.of(
                            RawRow.malformed(
                                    parser.currentTokenLocation().getLineNr(),
                                    "more follows after the ] that closes the list; expected"
                                            + " nothing"));
        } catch (NotUtf8Exception e) {
            return Optional.of(RawRow.malformed(line, e.getMessage()));
        } catch (JsonProcessingException e) {
            return Optional.of(RawRow.malformed(line, JsonText.problem(e)));
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
