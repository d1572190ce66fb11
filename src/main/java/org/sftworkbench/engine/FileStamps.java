package org.sftworkbench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.sftworkbench.disk.Listing;

/**
 * Size and time of the files that a model or its tokenizer is read from: others where one of them
 * has changed.
 */
record FileStamps(Map<String, String> ofFiles) {
    FileStamps {
        ofFiles = Collections.unmodifiableMap(new TreeMap<>(ofFiles));
    }

    /** Of the files of these directories; of none where one is missing. */
    static FileStamps of(Path... directories) {
        Map<String, String> stamps = new TreeMap<>();
        for (Path directory : directories) {
            add(directory, stamps);
        }
        return new FileStamps(stamps);
    }

    private static void add(Path directory, Map<String, String> stamps) {
        try {
            for (Path file : Listing.of(directory)) {
                String name = file.getFileName().toString();
                if (name.endsWith(".safetensors") || name.endsWith(".json")) {
                    stamps.put(
                            file.toString(),
                            Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            }
        } catch (IOException e) {
            // Reading the model says what is wrong with the directory, in the user's words.
            stamps.put(directory.toString(), "cannot be read");
        }
    }
}
