package org.sftworkbench.run;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.sftworkbench.disk.Sha256;

/**
 * The chat template that rows were rendered with.
 *
 * @param name what it is called; empty where rows came as ids
 * @param sha256 of its text in UTF-8; of several, of all their names and texts
 * @param text its whole source; empty where there are several
 * @param named several, of which each row took its own: their sources by name; empty where there is
 *     one
 */
public record RecordedTemplate(String name, String sha256, String text, Map<String, String> named) {
    /** Of rows that came as ids. */
    public static final RecordedTemplate NONE = new RecordedTemplate("", "", "", Map.of());

    public RecordedTemplate {
        named = Collections.unmodifiableMap(new TreeMap<>(named));
    }

    /** A template of some text. */
    public static RecordedTemplate of(String name, String text) {
        return new RecordedTemplate(name, Sha256.of(text), text, Map.of());
    }

    /** Several, of which each row takes its own. */
    public static RecordedTemplate of(String name, Map<String, String> named) {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(named)
                .forEach((each, text) -> all.append(each).append('\0').append(text).append('\0'));
        return new RecordedTemplate(name, Sha256.of(all.toString()), "", named);
    }
}
