package org.sftworkbench.model;

import java.nio.file.Files;
import java.nio.file.Path;

/** What kind of directory a model is read from. */
public final class ModelDirectory {
    /** How the directory of a repository in a Hub's cache begins. */
    private static final String CACHED = "models--";

    private ModelDirectory() {}

    /**
     * What a directory is called: of a Hub's cache, whose directories have a commit's name, the
     * repository; else its last name.
     */
    public static String name(Path directory) {
        Path whole = directory.toAbsolutePath().normalize();
        Path snapshots = whole.getParent();
        Path repository = snapshots == null ? null : snapshots.getParent();
        String folder =
                repository == null || !snapshots.endsWith("snapshots")
                        ? ""
                        : String.valueOf(repository.getFileName());
        if (folder.startsWith(CACHED)) {
            return folder.substring(CACHED.length()).replaceFirst("--", "/");
        }
        Path last = whole.getFileName();
        return last == null ? directory.toString() : last.toString();
    }

    /** Whether it holds an adapter in PEFT's layout rather than a whole model. */
    public static boolean isAdapter(Path directory) {
        return AdapterDirectory.is(directory);
    }

    /**
     * The directory of the whole model: the base model of an adapter, else the directory itself.
     *
     * @throws ModelException where the adapter's base model is not there
     */
    public static Path base(Path directory) {
        return isAdapter(directory) ? AdapterDirectory.open(directory).base() : directory;
    }

    /** Whether it is an adapter whose base model is not where it says. */
    public static boolean lacksBase(Path directory) {
        return isAdapter(directory) && !AdapterDirectory.open(directory).hasBase();
    }

    /**
     * Has an adapter name another base model, in its own configuration.
     *
     * @throws ModelException where it does not fit that model, or this cannot be written
     */
    public static void putOn(Path adapter, Path base) {
        AdapterDirectory.open(adapter).putOn(base);
    }

    /**
     * Looks at all that reading the model would stumble over, but for the numbers themselves.
     *
     * @throws ModelException as reading it would
     */
    public static void requireReadable(Path directory) {
        ModelLoader.of(directory, Loading.plain(false)).requireWeights();
    }

    /**
     * The directory whose tokenizer goes with the model: its own where it has one, else that of an
     * adapter's base model.
     *
     * @throws ModelException where it is an adapter without a tokenizer, and its base model is not
     *     there
     */
    public static Path ofTokenizer(Path directory) {
        boolean own = Files.exists(directory.resolve("tokenizer.json"));
        return own || !isAdapter(directory) ? directory : base(directory);
    }
}
