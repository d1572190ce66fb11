package org.sftworkbench.ui.common.words;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/** What the window says, in the language the user has chosen. FX thread only. */
public final class Words {
    private final Dictionary chinese;
    private final ObjectProperty<Language> language = new SimpleObjectProperty<>(this, "language");

    /**
     * @param language to begin with
     * @param chinese what English sentences are in Chinese
     */
    public Words(Language language, Dictionary chinese) {
        this.language.set(language);
        this.chinese = chinese;
    }

    /** English alone. */
    public static Words english() {
        return new Words(Language.ENGLISH, Dictionary.empty());
    }

    /**
     * Marks a sentence that is said later, such as a constant's, for the test that looks for
     * missing translations.
     *
     * @return the sentence
     */
    public static String key(String english) {
        return english;
    }

    public ObjectProperty<Language> languageProperty() {
        return language;
    }

    /**
     * A sentence in the language of now.
     *
     * @param english the sentence, with {0}, {1}, … for what changes in it; as it is where the
     *     language has no translation
     * @param arguments for the places, in their order; of observable values, the value
     */
    public String say(String english, Object... arguments) {
        return say(language.get(), english, arguments);
    }

    /** A sentence that follows the language, and those of its arguments that are observable. */
    public StringBinding text(String english, Object... arguments) {
        List<Observable> sources = new ArrayList<>(List.of(language));
        for (Object argument : arguments) {
            if (argument instanceof Observable observable) {
                sources.add(observable);
            }
        }
        return Bindings.createStringBinding(
                () -> say(english, arguments), sources.toArray(Observable[]::new));
    }

    /** A sentence in a language; as {@link #say(String, Object...)} otherwise. */
    public String say(Language in, String english, Object... arguments) {
        String sentence = in == Language.CHINESE ? chinese.find(english).orElse(english) : english;
        for (int i = 0; i < arguments.length; i++) {
            Object argument =
                    arguments[i] instanceof ObservableValue<?> observable
                            ? observable.getValue()
                            : arguments[i];
            sentence = sentence.replace("{" + i + "}", String.valueOf(argument));
        }
        return sentence;
    }
}
