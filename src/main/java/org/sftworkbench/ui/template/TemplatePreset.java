package org.sftworkbench.ui.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A template that can be chosen.
 *
 * @param name as offered to the user
 * @param source Jinja source; null for the role marks, which have none
 */
public record TemplatePreset(String name, String source) {
    /** The hand-written template on token ids. */
    public static final TemplatePreset ROLE_MARKS =
            new TemplatePreset("Role marks (no Jinja)", null);

    /** The templates that come with the program. */
    static List<TemplatePreset> builtIn() {
        return List.of(
                new TemplatePreset("ChatML", resource("chatml.jinja")),
                new TemplatePreset(
                        "ChatML with generation blocks", resource("chatml-generation.jinja")));
    }

    private static String resource(String name) {
        try (InputStream in = TemplatePreset.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this is a Jinja template that can be edited. */
    public boolean isJinja() {
        return source != null;
    }
}
