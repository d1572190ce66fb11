package org.sftworkbench.starter;

/**
 * A name or a word in both languages.
 *
 * @param en in English
 * @param zh in Chinese
 */
public record Bilingual(String en, String zh) {
    public String in(Language language) {
        return language == Language.EN ? en : zh;
    }
}
