package org.sftworkbench.ui.template;

import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.sftworkbench.data.JsonNotation;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.ui.common.words.Words;

/**
 * A JSON value while it is edited as text. While the text is no value of the wanted kind, the last
 * one that was holds, and the problem says why. FX thread only.
 */
final class JsonDraft {
    /** What a value has to be. */
    enum Kind {
        LIST(Words.key("Expected a list: […]. What was there before still holds.")),
        OBJECT(Words.key("Expected an object: {…}. What was there before still holds.")),
        ANY(Words.key("Expected a JSON value. What was there before still holds."));

        private final String expected;

        Kind(String expected) {
            this.expected = expected;
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
    private String said = "";
    private String reason = "";

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

    /** {@link #problemProperty} in the language of the window. */
    ObservableValue<String> problemIn(Words words) {
        return Bindings.createStringBinding(
                () -> problem.get().isEmpty() ? "" : words.say(said, words.tell(reason)),
                problem,
                words.languageProperty());
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
                say(kind.expected, "");
            }
        } catch (DataException e) {
            say(Words.key("Not used yet: {0}"), e.getMessage());
        }
    }

    private void say(String sentence, String why) {
        said = sentence;
        reason = why;
        problem.set(Words.english().say(sentence, why));
    }
}
