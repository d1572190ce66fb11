package org.sftworkbench.tokenizer;

import java.util.List;
import java.util.Optional;

/**
 * The chat templates of a model directory, as transformers finds them: one, which is called {@link
 * #DEFAULT}, or several by name.
 *
 * @param all in the order of their names, which differ
 */
public record ChatTemplates(List<Named> all) {
    /** What the template is called that serves where no other is asked for. */
    public static final String DEFAULT = "default";

    /** What the template is called that serves where tools are offered. */
    public static final String TOOL_USE = "tool_use";

    /** Of a model without any. */
    public static final ChatTemplates NONE = new ChatTemplates(List.of());

    public ChatTemplates {
        all = List.copyOf(all);
    }

    /**
     * A template.
     *
     * @param name it is asked for by
     * @param place the file it is in, from the model's directory on, and where in it
     * @param source Jinja
     */
    public record Named(String name, String place, String source) {}

    /** One alone. */
    public static ChatTemplates of(String place, String source) {
        return new ChatTemplates(List.of(new Named(DEFAULT, place, source)));
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** What they are called. */
    public List<String> names() {
        return all.stream().map(Named::name).toList();
    }

    /** The source of the template of a name. */
    public Optional<String> named(String name) {
        return all.stream().filter(t -> t.name().equals(name)).map(Named::source).findFirst();
    }

    /** Where a template of exactly this source is written; empty where it was written elsewhere. */
    public Optional<String> placeOf(String source) {
        return all.stream().filter(t -> t.source().equals(source)).map(Named::place).findFirst();
    }
}
