package org.sftworkbench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sftworkbench.model.LanguageModel;

/**
 * Keeps the models used last in memory, and reads a directory again when its files have changed.
 * Engine thread only.
 */
final class ModelCache implements AutoCloseable {
    private record Entry(LanguageModel model, Map<String, String> stamp) {}

    private final int capacity;
    private final Map<Path, Entry> entries = new LinkedHashMap<>(8, 0.75f, true);

    ModelCache(int capacity) {
        this.capacity = capacity;
    }

    /**
     * The model of a directory, read if need be; owned by this cache.
     *
     * @throws org.sftworkbench.model.ModelException where the directory cannot be used
     */
    LanguageModel get(Path directory) {
        Path key = key(directory);
        Map<String, String> stamp = stamp(key);
        Entry entry = entries.get(key);
        if (entry != null && entry.stamp().equals(stamp)) {
            return entry.model();
        }
        remove(directory);
        makeRoom();
        LanguageModel model = LanguageModel.load(directory, false);
        entries.put(key, new Entry(model, stamp));
        return model;
    }

    /** Frees a directory's model; does nothing where it is not loaded. */
    void remove(Path directory) {
        Entry entry = entries.remove(key(directory));
        if (entry != null) {
            entry.model().close();
        }
    }

    @Override
    public void close() {
        for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
            Entry entry = all.next();
            all.remove();
            entry.model().close();
        }
    }

    private void makeRoom() {
        Iterator<Entry> oldestFirst = entries.values().iterator();
        while (entries.size() >= capacity) {
            Entry oldest = oldestFirst.next();
            oldestFirst.remove();
            oldest.model().close();
        }
    }

    private static Path key(Path directory) {
        return directory.toAbsolutePath().normalize();
    }

    /** Size and time of every file a model is read from; empty where the directory is missing. */
    private static Map<String, String> stamp(Path directory) {
        Map<String, String> stamp = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".safetensors") || name.endsWith(".json")) {
                    stamp.put(name, Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            }
        } catch (IOException e) {
            // Reading the model says what is wrong with the directory, in the user's words.
            return Map.of();
        }
        return stamp;
    }
}
