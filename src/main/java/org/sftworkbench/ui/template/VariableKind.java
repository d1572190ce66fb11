package org.sftworkbench.ui.template;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.sftworkbench.template.VariableText;
import org.sftworkbench.ui.common.words.Words;

/** What a template reads a variable as. */
enum VariableKind {
    TEXT(Words.key("as text")),
    /** What begins as JSON does but is none. */
    NO_JSON(Words.key("as text: it is no JSON")),
    NUMBER(Words.key("as a number")),
    TRUTH(Words.key("as true or false")),
    NONE(Words.key("as none")),
    LIST(Words.key("as a list")),
    OBJECT(Words.key("as an object"));

    private static final Pattern BEGINS_AS_JSON = Pattern.compile("\\s*[\\[{\"]");

    private final String title;

    VariableKind(String title) {
        this.title = title;
    }

    /** In English; a key for the words. */
    String title() {
        return title;
    }

    /** That of a text as the user writes it. */
    static VariableKind of(String text) {
        Object value = new VariableText(text).value();
        if (value == null) {
            return NONE;
        }
        if (value instanceof Number) {
            return NUMBER;
        }
        if (value instanceof Boolean) {
            return TRUTH;
        }
        if (value instanceof List) {
            return LIST;
        }
        if (value instanceof Map) {
            return OBJECT;
        }
        return value.equals(text) && BEGINS_AS_JSON.matcher(text).lookingAt() ? NO_JSON : TEXT;
    }
}
