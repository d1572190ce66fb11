package org.sftworkbench.ui.common.words;

import java.util.Locale;

/** A language the window speaks. */
public enum Language {
    ENGLISH("English", Locale.ENGLISH),
    CHINESE("中文", Locale.SIMPLIFIED_CHINESE);

    private final String ownName;
    private final Locale locale;

    Language(String ownName, Locale locale) {
        this.ownName = ownName;
        this.locale = locale;
    }

    /** What its speakers call it. */
    public String ownName() {
        return ownName;
    }

    public Locale locale() {
        return locale;
    }

    /** The one that serves a user of a locale best. */
    public static Language of(Locale locale) {
        return locale.getLanguage().equals(CHINESE.locale.getLanguage()) ? CHINESE : ENGLISH;
    }
}
