package org.sftworkbench.session;

import java.util.Map;
import java.util.TreeMap;

/**
 * Choices that the user wants to have again, by name.
 *
 * @param name as the user gave it
 * @param settings each setting's value as text
 */
public record KeptPreset(String name, Map<String, String> settings) {
    public KeptPreset {
        name = name == null ? "" : name.strip();
        settings = settings == null ? Map.of() : new TreeMap<>(settings);
    }
}
