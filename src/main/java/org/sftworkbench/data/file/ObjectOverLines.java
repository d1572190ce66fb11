package org.sftworkbench.data.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.fault.MalformedRowException;
import org.sftworkbench.data.fault.NotUtf8Exception;

/**
 * Tells a file that begins with one JSON object over several lines, as an indented document, from
 * JSON lines: each of its lines by itself would be a broken row.
 */
public final class ObjectOverLines {
    private final JsonText json;

    /**
     * @param json how values are read
     */
    public ObjectOverLines(JsonText json) {
        this.json = json;
    }

    /**
     * @param start how the file begins, with a {
     * @param lines its lines after the first
     * @throws DataException where it is such a file
     */
    public void check(Path file, byte[] start, TextLine first, LineReader lines)
            throws IOException {
        if (goesOn(start, first, lines)) {
            throw new DataException(
                    file
                            + ": it holds one object over several lines; expected a list of rows"
                            + " [{…}, …], or one {…} a line");
        }
    }

    private boolean goesOn(byte[] start, TextLine first, LineReader lines) throws IOException {
        try (JsonParser parser = json.parser(new Utf8Reader(new ByteArrayInputStream(start), 0))) {
            parser.nextToken();
            int began = parser.currentTokenLocation().getLineNr();
            parser.skipChildren();
            return parser.currentTokenLocation().getLineNr() > began;
        } catch (JsonEOFException e) {
            // Cut off, here or because only the start is looked at; so may be a row of JSON lines.
            return !isWhole(first) && lines.next().filter(line -> !isWhole(line)).isPresent();
        } catch (JsonProcessingException | NotUtf8Exception e) {
            return false;
        }
    }

    private boolean isWhole(TextLine line) {
        try {
            json.parse(line.text());
            return true;
        } catch (MalformedRowException | NotUtf8Exception e) {
            return false;
        }
    }
}
