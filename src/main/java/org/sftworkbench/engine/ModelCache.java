package org.sftworkbench.engine;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.Loading;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.model.Precision;
import org.sftworkbench.model.SpareMemory;

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
    private record Entry(LanguageModel model, FileStamps stamps, Key base) {}

    private final int capacity;
    private final DeviceChoice devices;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(8, 0.75f, true);

    /** What was there before a run stood still; empty while none does. */
    private Optional<Set<Key>> before = Optional.empty();

    /**
     * @param capacity models kept at most; at least an adapter and its base model
     */
    ModelCache(int capacity, DeviceChoice devices) {
        if (capacity < 2) {
            throw new IllegalArgumentException("room for " + capacity + " models");
        }
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
        FileStamps stamps = stamps(key);
        Entry entry = entries.get(key);
        if (entry != null && entry.stamps().equals(stamps)) {
            return entry.model();
        }
        if (entry != null) {
            close(key);
        }
        return ModelDirectory.isAdapter(key.directory())
                ? readAdapter(key, stamps)
                : readWhole(key, stamps);
    }

    /**
     * From now on a run stands still, whose memory stays its own: a model that would take it is
     * refused.
     */
    void standStill() {
        before = Optional.of(Set.copyOf(entries.keySet()));
    }

    /** Frees what was read since {@link #standStill}, as the run needs the memory it had. */
    void goOn() {
        forgetTexts();
        Set<Key> kept = before.orElseThrow();
        before = Optional.empty();
        for (Key key : List.copyOf(entries.keySet())) {
            if (!kept.contains(key)) {
                close(key);
            }
        }
    }

    /** Frees what is kept of texts beside the models, as a run needs memory. */
    void forgetTexts() {
        entries.values().forEach(entry -> entry.model().forgetText());
    }

    private LanguageModel readWhole(Key key, FileStamps stamps) {
        makeRoom();
        if (before.isPresent() && !devices.of(key.settings().device()).isGpu()) {
            SpareMemory.check(key.directory(), key.settings().precision());
        }
        return keep(key, stamps, null, LanguageModel.load(key.directory(), loading(key)));
    }

    private LanguageModel readAdapter(Key key, FileStamps stamps) {
        Path base = key.settings().base().orElseGet(() -> ModelDirectory.base(key.directory()));
        ModelSettings plain =
                new ModelSettings(
                        key.settings().precision(), key.settings().device(), Optional.empty());
        Key whole = new Key(absolute(base), plain, key.use());
        // First, as it takes room itself; then it was used last, and something else makes room.
        LanguageModel lender = get(whole);
        makeRoom();
        return keep(key, stamps, whole, LanguageModel.load(key.directory(), loading(key), lender));
    }

    private Loading loading(Key key) {
        Loading loading = key.settings().toRead(devices);
        return key.use() == Use.GENERATING ? loading.toGenerate() : loading;
    }

    private LanguageModel keep(Key key, FileStamps stamps, Key base, LanguageModel model) {
        entries.put(key, new Entry(model, stamps, base));
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
    private static FileStamps stamps(Key key) {
        return ModelDirectory.isAdapter(key.directory())
                ? FileStamps.of(
                        key.directory(),
                        key.settings().base().orElseGet(() -> ModelDirectory.base(key.directory())))
                : FileStamps.of(key.directory());
    }
}
