package org.sftworkbench.ui.labels;

import java.util.List;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.ui.common.words.Words;

/** Which loss mask this pane draws: the one in use, or another one to see what it would do. */
public enum MaskChoice {
    FOLLOW(Words.key("as in the Template pane")),
    ASSISTANT("assistant"),
    LAST_ASSISTANT("last-assistant"),
    COMPLETION("completion"),
    FROM_LAST("from-last"),
    AFTER("after"),
    GENERATION("generation"),
    GENERATION_OF_COMPLETION("generation,completion"),
    ALL("all");

    private final String title;

    MaskChoice(String title) {
        this.title = title;
    }

    /** Those that apply to a template. */
    static List<MaskChoice> of(TemplateChoice template) {
        return template instanceof TemplateChoice.RoleMarks
                ? List.of(FOLLOW, ALL)
                : List.of(values());
    }

    /** What it is called; names of policies are as on the command line, in any language. */
    public String title() {
        return title;
    }

    /** Whether it says of itself what of a turn counts. */
    boolean hasOptions() {
        return this == ASSISTANT || this == LAST_ASSISTANT || this == COMPLETION || this == AFTER;
    }
}
