package org.sftworkbench.session;

import com.fasterxml.jackson.annotation.JsonIgnore;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What was written in a window and is saved nowhere else.
 *
 * @param changed when, in milliseconds since 1970
 * @param templates edited templates
 * @param rows edited rows
 * @param typed what stands in boxes that were not sent off, by the box's name
 * @param talk id of the kept conversation that was on the screen; empty for none
 */
public record Draft(
        long changed,
        List<TemplateDraft> templates,
        List<RowDraft> rows,
        Map<String, String> typed,
        String talk) {
    /** Nothing. */
    public static final Draft NONE = new Draft(0, List.of(), List.of(), Map.of(), "");

    public Draft {
        templates =
                templates == null
                        ? List.of()
                        : templates.stream().filter(Objects::nonNull).toList();
        rows = rows == null ? List.of() : rows.stream().filter(Objects::nonNull).toList();
        Map<String, String> boxes = new TreeMap<>();
        if (typed != null) {
            typed.forEach(
                    (name, text) -> {
                        if (text != null && !text.isEmpty()) {
                            boxes.put(name, text);
                        }
                    });
        }
        typed = Collections.unmodifiableMap(boxes);
        talk = talk == null ? "" : talk;
    }

    /** Whether nothing would be lost without it. */
    @JsonIgnore
    public boolean isEmpty() {
        return templates.isEmpty() && rows.isEmpty() && typed.isEmpty() && talk.isEmpty();
    }

    /** Whether another says the same, whenever it was changed. */
    public boolean sameAs(Draft other) {
        return templates.equals(other.templates)
                && rows.equals(other.rows)
                && typed.equals(other.typed)
                && talk.equals(other.talk);
    }
}
