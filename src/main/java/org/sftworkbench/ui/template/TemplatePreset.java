package org.sftworkbench.ui.template;

import java.util.Arrays;
import java.util.List;
import org.sftworkbench.template.BuiltInTemplate;
import org.sftworkbench.ui.common.words.Words;

/**
 * A template that can be chosen.
 *
 * @param name as offered to the user
 * @param source Jinja source; null for the role marks, which have none
 */
public record TemplatePreset(String name, String source) {
    /** The hand-written template on token ids. */
    public static final TemplatePreset ROLE_MARKS =
            new TemplatePreset(Words.key("Role marks (no Jinja)"), null);

    /** The templates that come with the program. */
    static List<TemplatePreset> builtIn() {
        return Arrays.stream(BuiltInTemplate.values())
                .map(template -> new TemplatePreset(template.title(), template.source()))
                .toList();
    }

    /** Whether this is a Jinja template that can be edited. */
    public boolean isJinja() {
        return source != null;
    }
}
