package org.sftworkbench.ui.template;

import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.sftworkbench.data.DataException;
import org.sftworkbench.data.JsonNotation;

/**
 * A JSON value while it is edited as text. While the text is no value of the wanted kind, the last
 * one that was holds, and the problem says why. FX thread only.
 */
final class JsonDraft {
    /** What a value has to be. */
    enum Kind {
        LIST("a list: […]"),
        OBJECT("an object: {…}"),
        ANY("a JSON value");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        private boolean fits(Object value) {
            return switch (this) {
                case LIST -> value instanceof List;
                case OBJECT -> value instanceof Map;
                case ANY -> true;
            };
        }
    }

    private static final JsonNotation JSON = new JsonNotation();

    private final Kind kind;
    private final StringProperty text = new SimpleStringProperty(this, "text");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private Object value;

    /**
     * @param value null for none
     */
    JsonDraft(Kind kind, Object value) {
        this.kind = kind;
        this.value = value;
        text.set(value == null ? null : JSON.write(value));
        text.addListener((p, old, now) -> read(now));
    }

    /** The value as text; null where there is none. */
    StringProperty textProperty() {
        return text;
    }

    /** Why the text is not used; empty where it is. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The last value that could be used; null for none. */
    Object value() {
        return value;
    }

    private void read(String now) {
        if (now == null || now.isBlank()) {
            value = null;
            problem.set("");
            return;
        }
        try {
            Object read = JSON.read(now);
            if (kind.fits(read)) {
                value = read;
                problem.set("");
            } else {
                problem.set("Expected " + kind.words + ". What was there before still holds.");
            }
        } catch (DataException e) {
            problem.set("Not used yet: " + e.getMessage());
        }
    }
}
