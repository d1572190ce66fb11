package org.sftworkbench.ui.common.words;

import java.util.ArrayList;
import java.util.Arrays;
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
    private Retelling retelling;
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
        return filled(
                in == Language.CHINESE ? chinese.find(english).orElse(english) : english,
                arguments);
    }

    private static String filled(String sentence, Object... arguments) {
        return SentencePattern.fill(
                sentence,
                Arrays.stream(arguments)
                        .map(a -> a instanceof ObservableValue<?> value ? value.getValue() : a)
                        .map(String::valueOf)
                        .toList());
    }

    /**
     * A sentence in English whatever the language, to be kept and told in the language of then with
     * {@link #tell}.
     */
    public static String original(String english, Object... arguments) {
        return filled(english, arguments);
    }

    /**
     * What was put into English words elsewhere, such as the message of an error, in the language
     * of now: its sentences are found among those that have a translation; the others stay.
     */
    public String tell(String english) {
        if (language.get() == Language.ENGLISH || english == null) {
            return english;
        }
        if (retelling == null) {
            retelling = new Retelling(chinese.entries());
        }
        return retelling.tell(english);
    }

    /** The same, following the text and the language. */
    public StringBinding told(ObservableValue<String> english) {
        return Bindings.createStringBinding(() -> tell(english.getValue()), english, language);
    }
}
