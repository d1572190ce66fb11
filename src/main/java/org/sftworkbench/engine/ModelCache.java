package org.sftworkbench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.Loading;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.model.Precision;

/**
 * Keeps the models used last in memory, each as it was read, and reads a directory again when its
 * files have changed. An adapter's base model is one of them, and its weights are held once,
 * however many adapters are on it. Engine thread only.
 */
final class ModelCache implements AutoCloseable {
    /**
     * @param use what a model in a form of its own was read for
     */
    private record Key(Path directory, ModelSettings settings, Use use) {}

    /** What a model is read for. */
    enum Use {
        /** Probabilities as training computes them. */
        SCORING,
        /** New text: activations may be rounded less than training rounds them. */
        GENERATING
    }

    /**
     * @param base the entry whose weights this one uses; null for none
     */
    private record Entry(LanguageModel model, Map<String, String> stamp, Key base) {}

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
    LanguageModel get(Path directory, ModelSettings settings, Use use) {
        // In float32 nothing is rounded either way, and on a GPU there is one form only.
        boolean alike =
                settings.precision() == Precision.FLOAT32 || devices.of(settings.device()).isGpu();
        return get(new Key(absolute(directory), settings, alike ? Use.GENERATING : use));
    }

    private LanguageModel get(Key key) {
        Map<String, String> stamp = stamp(key);
        Entry entry = entries.get(key);
        if (entry != null && entry.stamp().equals(stamp)) {
            return entry.model();
        }
        if (entry != null) {
            close(key);
        }
        return ModelDirectory.isAdapter(key.directory())
                ? readAdapter(key, stamp)
                : keep(key, stamp, null, LanguageModel.load(key.directory(), toRead(key)));
    }

    private LanguageModel readAdapter(Key key, Map<String, String> stamp) {
        Path base = key.settings().base().orElseGet(() -> ModelDirectory.base(key.directory()));
        ModelSettings plain =
                new ModelSettings(
                        key.settings().precision(), key.settings().device(), Optional.empty());
        Key whole = new Key(absolute(base), plain, key.use());
        return keep(
                key, stamp, whole, LanguageModel.load(key.directory(), toRead(key), get(whole)));
    }

    private Loading toRead(Key key) {
        makeRoom();
        Loading loading = key.settings().toRead(devices);
        return key.use() == Use.GENERATING ? loading.toGenerate() : loading;
    }

    private LanguageModel keep(Key key, Map<String, String> stamp, Key base, LanguageModel model) {
        entries.put(key, new Entry(model, stamp, base));
        return model;
    }

    /** Frees a directory's models; does nothing where none is loaded. */
    void remove(Path directory) {
        Path gone = absolute(directory);
        for (Key key : List.copyOf(entries.keySet())) {
            if (key.directory().equals(gone)) {
                close(key);
            }
        }
    }

    /** Frees a model, after the adapters that use its weights. */
    private void close(Key key) {
        for (Map.Entry<Key, Entry> other : List.copyOf(entries.entrySet())) {
            if (key.equals(other.getValue().base())) {
                close(other.getKey());
            }
        }
        Entry entry = entries.remove(key);
        if (entry != null) {
            entry.model().close();
        }
    }

    @Override
    public void close() {
        while (!entries.isEmpty()) {
            close(entries.keySet().iterator().next());
        }
    }

    private void makeRoom() {
        while (entries.size() >= capacity) {
            close(oldest());
        }
    }

    /** The model used longest ago; a base model counts as used when an adapter on it is. */
    private Key oldest() {
        for (Key key : entries.keySet()) {
            if (entries.values().stream().noneMatch(entry -> key.equals(entry.base()))) {
                return key;
            }
        }
        return entries.keySet().iterator().next();
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
