package org.sftworkbench.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads rows from a JSON list, one at a time. Nothing can be read after a syntax error; the rows
 * before it are kept.
 */
final class JsonArrayRows implements RowSource {
    private final JsonText json;
    private final Utf8Reader reader;
    private final JsonParser parser;
    private boolean ended;

    /**
     * @throws DataException where the file does not begin with a list
     */
    JsonArrayRows(Path file, JsonText json) throws IOException {
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
            long place = reader.place(parser.currentTokenLocation().getCharOffset());
            return Optional.of(RawRow.of(line, json.value(parser), place));
        } catch (DuplicateKeyException e) {
            return Optional.of(RawRow.malformed(line, e.getMessage()));
        } catch (JsonProcessingException e) {
            ended = true;
            return Optional.of(RawRow.malformed(line, JsonText.problem(e)));
        } catch (NotUtf8Exception e) {
            ended = true;
            return Optional.of(
                    RawRow.malformed(line, e.getMessage() + ". What follows could not be read"));
        }
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
        } catch (JsonProcessingException e) {
            return Optional.of(RawRow.malformed(line, JsonText.problem(e)));
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
