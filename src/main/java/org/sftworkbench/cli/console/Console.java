package org.sftworkbench.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;

/**
 * The two streams of a command: results go to the first, everything else to the second. One thread
 * at a time.
 */
public final class Console {
    private final FirstFailure written;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Style style;
    private final int width;
    private ObjectWriter json;

    /**
     * @param out takes results
     * @param err takes errors and remarks
     * @param style of what is written to {@code out}
     * @param width columns of the terminal
     */
    public Console(Writer out, PrintWriter err, Style style, int width) {
        this.written = new FirstFailure(out);
        this.out = new PrintWriter(written);
        this.err = err;
        this.style = style;
        this.width = width;
    }

    public PrintWriter out() {
        return out;
    }

    public PrintWriter err() {
        return err;
    }

    public Style style() {
        return style;
    }

    public int width() {
        return width;
    }

    /**
     * Writes a line of the result.
     *
     * @throws OutputClosedException where nobody reads it
     * @throws OutputLostException where it cannot be written
     */
    public void line(String text) {
        print(text + System.lineSeparator());
    }

    /** Writes an empty line. */
    public void line() {
        line("");
    }

    /**
     * Writes a piece of the result at once, without ending the line.
     *
     * @throws OutputClosedException where nobody reads it
     * @throws OutputLostException where it cannot be written
     */
    public void print(String text) {
        out.print(text);
        Optional<RuntimeException> failure = failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Hands on what waits, and says why anything written to {@link #out()} so far was lost. */
    public Optional<RuntimeException> failure() {
        return out.checkError() ? written.failure() : Optional.empty();
    }

    /**
     * Writes a record as one line of JSON, its components in order and in {@code snake_case}.
     *
     * @throws OutputClosedException where nobody reads it
     * @throws OutputLostException where it cannot be written
     */
    public void json(Record value) {
        if (json == null) {
            json =
                    JsonMapper.builder()
                            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                            .build()
                            .writer();
        }
        try {
            print(json.writeValueAsString(value) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record that cannot be written as JSON", e);
        }
    }

    /** Tells what the user should know but a program that reads the results need not. */
    public void remark(String text) {
        err.println(text);
        err.flush();
    }
}
