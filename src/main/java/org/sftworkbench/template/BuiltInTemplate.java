package org.sftworkbench.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The chat templates that come with the program, for models that bring none. */
public enum BuiltInTemplate {
    /**
     * Turns between {@code <|im_start|>} and {@code <|im_end|>}, nothing else; with {@code {%
     * generation %}} blocks around what the assistant writes.
     */
    CHATML("chatml");

    private final String displayed;

    BuiltInTemplate(String displayed) {
        this.displayed = displayed;
    }

    /** The template of a name, where there is one. */
    public static Optional<BuiltInTemplate> named(String name) {
        return Arrays.stream(values()).filter(t -> t.displayed.equals(name)).findFirst();
    }

    /** All names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(BuiltInTemplate::displayed).toList();
    }

    /** The name to choose it by. */
    public String displayed() {
        return displayed;
    }

    /** The Jinja source. */
    public String source() {
        try (InputStream in = getClass().getResourceAsStream(displayed + ".jinja")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
