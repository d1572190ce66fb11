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
import org.sftworkbench.model.ModelDirectory;

/**
 * Keeps the models used last in memory, each as it was read, and reads a directory again when its
 * files have changed. Engine thread only.
 */
final class ModelCache implements AutoCloseable {
    private record Key(Path directory, ModelSettings settings) {}

    private record Entry(LanguageModel model, Map<String, String> stamp) {}

    private final int capacity;
    private final DeviceChoice devices;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(8, 0.75f, true);

    ModelCache(int capacity, DeviceChoice devices) {
        this.capacity = capacity;
        this.devices = devices;
    }

    /**
     * The model of a directory, read if need be; owned by this cache.
     *
     * @throws org.sftworkbench.model.ModelException where the directory cannot be used
     */
    LanguageModel get(Path directory, ModelSettings settings) {
        Key key = new Key(absolute(directory), settings);
        Map<String, String> stamp = stamp(key);
        Entry entry = entries.get(key);
        if (entry != null && entry.stamp().equals(stamp)) {
            return entry.model();
        }
        if (entry != null) {
            entries.remove(key);
            entry.model().close();
        }
        makeRoom();
        LanguageModel model = LanguageModel.load(directory, settings.toRead(devices));
        entries.put(key, new Entry(model, stamp));
        return model;
    }

    /** Frees a directory's models; does nothing where none is loaded. */
    void remove(Path directory) {
        Path gone = absolute(directory);
        for (Iterator<Map.Entry<Key, Entry>> all = entries.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Key, Entry> entry = all.next();
            if (entry.getKey().directory().equals(gone)) {
                all.remove();
                entry.getValue().model().close();
            }
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

    private static Path absolute(Path directory) {
        return directory.toAbsolutePath().normalize();
    }

    /** Of every file a model is read from, an adapter's base model's included. */
    private static Map<String, String> stamp(Key key) {
        Map<String, String> stamp = new TreeMap<>();
        addStamps(key.directory(), stamp);
        if (ModelDirectory.isAdapter(key.directory())) {
            addStamps(
                    key.settings().base().orElseGet(() -> ModelDirectory.base(key.directory())),
                    stamp);
        }
        return stamp;
    }

    /** Size and time of the files; none where the directory is missing. */
    private static void addStamps(Path directory, Map<String, String> stamp) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".safetensors") || name.endsWith(".json")) {
                    stamp.put(
                            file.toString(),
                            Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            }
        } catch (IOException e) {
            // Reading the model says what is wrong with the directory, in the user's words.
            stamp.put(directory.toString(), "cannot be read");
        }
    }
}
