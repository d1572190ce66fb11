package org.sftworkbench.ui.app;

import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.prefs.Preferences;
import java.util.stream.Stream;
import org.sftworkbench.ui.common.words.Dictionary;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;

/**
 * The language of the window: at first the system's, then what the user chose last, remembered for
 * the next start. FX thread only.
 */
final class LanguageSetting {
    private static final String KEY = "language";
    private static final List<String> PANES =
            List.of(
                    "app",
                    "session",
                    "common",
                    "learn",
                    "template",
                    "labels",
                    "train",
                    "cuda",
                    "runs",
                    "chat",
                    "hub",
                    "about");

    /** Whose sentences reach the window as they are. */
    private static final List<String> CORE =
            List.of(
                    "check",
                    "data",
                    "device",
                    "disk",
                    "engine",
                    "generate",
                    "hub",
                    "model",
                    "natives",
                    "run",
                    "session",
                    "starter",
                    "template",
                    "tokenizer",
                    "train");

    private final Words words;

    /**
     * @param system the language to begin with where none has been chosen
     */
    LanguageSetting(Preferences preferences, Locale system) {
        words = new Words(remembered(preferences, system), Dictionary.read(chinese()));
        words.languageProperty()
                .addListener((p, old, now) -> preferences.put(KEY, now.locale().getLanguage()));
    }

    /** What the panes say. */
    Words words() {
        return words;
    }

    /** The language that {@link #switchOver} turns to. */
    Language other() {
        return words.languageProperty().get() == Language.ENGLISH
                ? Language.CHINESE
                : Language.ENGLISH;
    }

    /** Turns to the other language. */
    void switchOver() {
        words.languageProperty().set(other());
    }

    private static Language remembered(Preferences preferences, Locale system) {
        String chosen = preferences.get(KEY, "");
        return Arrays.stream(Language.values())
                .filter(language -> language.locale().getLanguage().equals(chosen))
                .findFirst()
                .orElse(Language.of(system));
    }

    /** The dictionaries that lie beside the panes, of those panes that have one, and the core's. */
    private static List<URL> chinese() {
        return Stream.concat(
                        PANES.stream().map(pane -> pane + "/zh.json"),
                        CORE.stream().map(of -> "common/words/" + of + ".zh.json"))
                .map(file -> LanguageSetting.class.getResource("/org/sftworkbench/ui/" + file))
                .filter(Objects::nonNull)
                .toList();
    }
}
