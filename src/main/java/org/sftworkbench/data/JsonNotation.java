package org.sftworkbench.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.fault.MalformedRowException;
import org.sftworkbench.data.file.JsonText;

/**
 * Writes JSON-like values as the text that a user edits, and reads that text as the data readers
 * do. Immutable and thread-safe.
 */
public final class JsonNotation {
    private final JsonText reader = new JsonText();
    private final ObjectWriter writer;

    public JsonNotation() {
        DefaultIndenter twoSpaces = new DefaultIndenter("  ", "\n");
        writer =
                JsonMapper.builder()
                        // The reader knows Python's NaN and Infinity; in quotes they are texts.
                        .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                        .build()
                        .writer(
                                new DefaultPrettyPrinter()
                                        .withObjectIndenter(twoSpaces)
                                        .withArrayIndenter(twoSpaces));
    }

    /** The value over several lines. */
    public String write(Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON-like value: " + value, e);
        }
    }

    /**
     * @throws DataException where the text is not JSON; says where
     */
    public Object read(String text) {
        try {
            return reader.parse(text);
        } catch (MalformedRowException e) {
            throw new DataException(e.getMessage(), e);
        }
    }
}
