package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sftworkbench.template.BuiltInTemplate;
import org.sftworkbench.tokenizer.ChatTemplates;
import org.sftworkbench.ui.common.words.Words;

/**
 * A template that can be chosen, or all those of a model, of which each conversation takes its own.
 *
 * @param name as offered to the user
 * @param source Jinja source; null for the role marks, which have none, and empty for several
 * @param parts the templates of a model that has several, by the names it gives them; else empty
 */
public record TemplatePreset(String name, String source, Map<String, TemplatePreset> parts) {
    /** The hand-written template on token ids. */
    public static final TemplatePreset ROLE_MARKS =
            new TemplatePreset(Words.key("Role marks (no Jinja)"), null);

    private static final String OWN = Words.key("The model's own");

    /** One template. */
    public TemplatePreset(String name, String source) {
        this(name, source, Map.of());
    }

    /** The templates that come with the program. */
    static List<TemplatePreset> builtIn() {
        return Arrays.stream(BuiltInTemplate.values())
                .map(template -> new TemplatePreset(template.title(), template.source()))
                .toList();
    }

    /**
     * Those of a model: the one it has; of several, all as each conversation takes its own, and
     * then each alone.
     */
    static List<TemplatePreset> ofModel(ChatTemplates templates) {
        if (templates.names().equals(List.of(ChatTemplates.DEFAULT))) {
            return List.of(new TemplatePreset(OWN, templates.all().get(0).source()));
        }
        Map<String, TemplatePreset> parts = new TreeMap<>();
        for (ChatTemplates.Named each : templates.all()) {
            String name = Words.original("The model's own: {0}", each.name());
            parts.put(each.name(), new TemplatePreset(name, each.source()));
        }
        List<TemplatePreset> presets = new ArrayList<>();
        if (!parts.isEmpty()) {
            presets.add(new TemplatePreset(OWN, "", parts));
            presets.addAll(parts.values());
        }
        return presets;
    }

    /** Whether this is a Jinja template that can be edited, or several. */
    public boolean isJinja() {
        return source != null;
    }

    /** Whether each conversation takes its own of several. */
    boolean isSeveral() {
        return !parts.isEmpty();
    }
}
