package org.sftworkbench.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.OutputClosedException;
import org.sftworkbench.cli.console.OutputLostException;

/** Writes the answers of a batch, a line each; handed on when asked to or when many wait. */
final class BatchOutput {
    private static final int WAITING = 64;

    private final Console console;
    private final ObjectWriter plain = writer(false);
    private final ObjectWriter escaped = writer(true);
    private int waiting;

    BatchOutput(Console console) {
        this.console = console;
    }

    /** What a line is answered with where it fails. */
    record Failure(String error) {}

    private static ObjectWriter writer(boolean ascii) {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), ascii)
                .build()
                .writer();
    }

    /**
     * @throws OutputClosedException where nobody reads it
     * @throws OutputLostException where it cannot be written
     */
    void line(Record answer) {
        try {
            String json = plain.writeValueAsString(answer);
            // Half a surrogate pair has no UTF-8 form; as an escape it comes through.
            console.out().print(isUtf8(json) ? json : escaped.writeValueAsString(answer));
            console.out().print('\n');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record that cannot be written as JSON", e);
        }
        if (++waiting >= WAITING) {
            handOn();
        }
    }

    /**
     * Writes out what waits.
     *
     * @throws OutputClosedException where nobody reads it
     * @throws OutputLostException where it cannot be written
     */
    void handOn() {
        waiting = 0;
        console.print("");
    }

    private static boolean isUtf8(String json) {
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair =
                        i + 1 < json.length() && Character.isSurrogatePair(c, json.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
