package org.sftworkbench.ui.template;

import java.util.Map;
import org.sftworkbench.ui.common.words.Words;

/** What {@code enable_thinking} is for the template. */
public enum Thinking {
    /** The variable is not defined. */
    UNSET(Words.key("unset"), Map.of()),
    TRUE("true", Map.of("enable_thinking", true)),
    FALSE("false", Map.of("enable_thinking", false));

    private final String title;
    private final Map<String, Object> variables;

    Thinking(String title, Map<String, Object> variables) {
        this.title = title;
        this.variables = variables;
    }

    public String title() {
        return title;
    }

    /** The variable as the template sees it; empty where unset. */
    public Map<String, Object> variables() {
        return variables;
    }
}
