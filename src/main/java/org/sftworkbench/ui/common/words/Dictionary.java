package org.sftworkbench.ui.common.words;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** English sentences and what they are in another language. */
public final class Dictionary {
    private final Map<String, String> entries;

    private Dictionary(Map<String, String> entries) {
        this.entries = Map.copyOf(entries);
    }

    public static Dictionary empty() {
        return new Dictionary(Map.of());
    }

    /**
     * Reads dictionaries, each a JSON object from English sentences to their translations.
     *
     * @throws IllegalStateException where two of them translate a sentence differently
     */
    public static Dictionary read(List<URL> files) {
        Map<String, String> entries = new HashMap<>();
        for (URL file : files) {
            read(file)
                    .forEach(
                            (english, other) -> {
                                String before = entries.put(english, other);
                                if (before != null && !before.equals(other)) {
                                    throw new IllegalStateException(
                                            file + " translates otherwise: " + english);
                                }
                            });
        }
        return new Dictionary(entries);
    }

    private static Map<String, String> read(URL file) {
        try {
            return JsonMapper.builder()
                    .build()
                    .readValue(file, new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    Map<String, String> entries() {
        return entries;
    }

    Optional<String> find(String english) {
        return Optional.ofNullable(entries.get(english));
    }
}
