package org.sftworkbench.run;

import org.sftworkbench.disk.Sha256;

/**
 * The chat template that rows were rendered with.
 *
 * @param name what it is called; empty where rows came as ids
 * @param sha256 of its text in UTF-8
 * @param text its whole source
 */
public record RecordedTemplate(String name, String sha256, String text) {
    /** Of rows that came as ids. */
    public static final RecordedTemplate NONE = new RecordedTemplate("", "", "");

    /** A template of some text. */
    public static RecordedTemplate of(String name, String text) {
        return new RecordedTemplate(name, Sha256.of(text), text);
    }
}
