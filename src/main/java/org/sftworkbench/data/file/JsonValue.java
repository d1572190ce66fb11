package org.sftworkbench.data.file;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sftworkbench.data.fault.RowTooLargeException;

/**
 * Reads one value as JSON-like objects, as long as they do not take more memory than a row may: two
 * characters of JSON can become a hundred bytes.
 */
final class JsonValue {
    private static final long MOST_BYTES = 2L * LineReader.LONGEST;

    /** About what each takes in memory, with its place in what holds it. */
    private static final int OBJECT = 120;

    private static final int LIST = 80;
    private static final int NAMED = 48;
    private static final int TEXT = 48;
    private static final int NUMBER = 24;
    private static final int CONSTANT = 8;

    private final JsonParser parser;
    private final Set<String> twice = new LinkedHashSet<>();
    private long bytes;

    /**
     * @param parser at the value's first token
     */
    JsonValue(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * @throws DuplicateKeyException where an object in it has a key twice; the value is then passed
     *     over
     * @throws RowTooLargeException where it takes too much memory; the parser stands within it
     */
    Object read() throws IOException {
        Object value = value();
        if (!twice.isEmpty()) {
            throw new DuplicateKeyException(twice);
        }
        return value;
    }

    private Object value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> list();
            case VALUE_STRING -> {
                add(TEXT + parser.getTextLength());
                yield parser.getText();
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                add(NUMBER);
                yield parser.getNumberValue();
            }
            case VALUE_TRUE -> constant(Boolean.TRUE);
            case VALUE_FALSE -> constant(Boolean.FALSE);
            case VALUE_NULL -> constant(null);
            default -> throw new JsonParseException(parser, "expected a value");
        };
    }

    private Object constant(Boolean value) throws RowTooLargeException {
        add(CONSTANT);
        return value;
    }

    private Map<String, Object> object() throws IOException {
        add(OBJECT);
        Map<String, Object> object = new LinkedHashMap<>();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            add(NAMED);
            parser.nextToken();
            int before = object.size();
            object.put(key, value());
            if (object.size() == before) {
                twice.add(key);
            }
        }
        return object;
    }

    private List<Object> list() throws IOException {
        add(LIST);
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value());
        }
        return list;
    }

    private void add(int taken) throws RowTooLargeException {
        bytes += taken;
        if (bytes > MOST_BYTES) {
            throw new RowTooLargeException(MOST_BYTES);
        }
    }
}
