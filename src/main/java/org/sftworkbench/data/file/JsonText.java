package org.sftworkbench.data.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Reader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.sftworkbench.data.fault.MalformedRowException;
import org.sftworkbench.data.fault.RowTooLargeException;
import org.sftworkbench.disk.JsonFault;

/**
 * Reads JSON into JSON-like values ({@code String}, {@code Number}, {@code Boolean}, {@code null},
 * {@code List}, {@code Map}) and says what is wrong with it in the user's words.
 */
public final class JsonText {
    private static final int SHOWN = 20;

    private static final int SHOWN_NAMES = 200;

    /** {@code NaN} is let through because Python writes it. */
    private final ObjectMapper mapper =
            JsonMapper.builder(factory())
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build();

    /** A text may be as long as a line. */
    private static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxStringLength(LineReader.LONGEST).build())
                .build();
    }

    /** A parser of what the reader gives, for values one after another. */
    public JsonParser parser(Reader reader) throws IOException {
        return mapper.createParser(reader);
    }

    /**
     * The value that starts at the parser's current token.
     *
     * @throws DuplicateKeyException where an object in it has a key twice; the value is then passed
     *     over
     * @throws RowTooLargeException where it takes too much memory; the parser stands within it
     */
    public Object value(JsonParser parser) throws IOException {
        return new JsonValue(parser).read();
    }

    /** Reads text that holds exactly one value. */
    public Object parse(String text) throws MalformedRowException {
        try (JsonParser parser = mapper.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new MalformedRowException("the text is empty");
            }
            Object value = value(parser);
            String rest = text.substring((int) parser.currentLocation().getCharOffset()).strip();
            if (!rest.isEmpty()) {
                throw new MalformedRowException(
                        "after "
                                + kind(value)
                                + " that should stand alone comes "
                                + shortened(rest)
                                + "; remove it");
            }
            return value;
        } catch (DuplicateKeyException | RowTooLargeException e) {
            throw new MalformedRowException(e.getMessage());
        } catch (JsonEOFException e) {
            throw new MalformedRowException("the JSON breaks off before it is complete");
        } catch (JsonProcessingException e) {
            throw new MalformedRowException(
                    "not valid JSON at " + describe(e).replace("line 1, ", ""));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    /** What is wrong with a file that holds one list, and at which line. */
    static String problem(JsonProcessingException error) {
        if (error instanceof JsonEOFException) {
            return "the file breaks off at "
                    + place(error)
                    + " before the list is closed with ]; was it cut off while it was written?";
        }
        return "not valid JSON at " + describe(error) + ". What follows could not be read";
    }

    private static String describe(JsonProcessingException error) {
        return place(error) + ": " + JsonFault.of(error);
    }

    private static String place(JsonProcessingException error) {
        JsonLocation at = error.getLocation();
        return at == null
                ? "an unknown place"
                : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** What a value is, for messages. */
    public static String kind(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "a text";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        if (value instanceof List) {
            return "a list";
        }
        return value instanceof Map ? "an object" : value.getClass().getSimpleName();
    }

    /** How a text of the file begins, as a message can quote it on its line. */
    public static String shortened(String text) {
        return shortened(text, SHOWN);
    }

    private static String shortened(String text, int most) {
        String shown = text;
        if (text.length() > most) {
            boolean parts = Character.isHighSurrogate(text.charAt(most - 1));
            shown = text.substring(0, parts ? most - 1 : most) + "…";
        }
        return JsonFault.printable(shown);
    }

    /** Names of columns as a message can list them, however many and long they are. */
    public static String listed(Collection<String> names) {
        StringJoiner listed = new StringJoiner(", ");
        for (String name : names) {
            if (listed.length() > SHOWN_NAMES) {
                listed.add("…");
                break;
            }
            listed.add(shortened(name, SHOWN_NAMES));
        }
        return listed.toString();
    }
}
