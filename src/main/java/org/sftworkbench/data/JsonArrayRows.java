package org.sftworkbench.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads rows from a JSON list, one at a time. Nothing can be read after a syntax error; the rows
 * before it are kept.
 */
final class JsonArrayRows implements RowSource {
    private final JsonText json;

    JsonArrayRows(JsonText json) {
        this.json = json;
    }

    @Override
    public void read(Path file, RowCollector rows) throws IOException {
        try (Reader reader = new Utf8Reader(Files.newInputStream(file));
                JsonParser parser = json.parser(reader)) {
            open(file, parser);
            readRows(parser, rows);
        }
    }

    private static void open(Path file, JsonParser parser) throws IOException {
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

    private void readRows(JsonParser parser, RowCollector rows) throws IOException {
        int line = 1;
        try {
            while (true) {
                line = parser.currentLocation().getLineNr();
                if (parser.nextToken() == JsonToken.END_ARRAY) {
                    break;
                }
                line = parser.currentTokenLocation().getLineNr();
                rows.row(line, json.value(parser));
            }
            line = parser.currentLocation().getLineNr();
            if (parser.nextToken() != null) {
                rows.malformed(
                        parser.currentTokenLocation().getLineNr(),
                        "more follows after the ] that closes the list; expected nothing");
            }
        } catch (JsonProcessingException e) {
            rows.malformed(line, JsonText.problem(e));
        } catch (NotUtf8Exception e) {
            rows.malformed(line, e.getMessage() + ". What follows could not be read");
        }
    }
}
