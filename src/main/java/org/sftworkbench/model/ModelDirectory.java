package org.sftworkbench.model;

import java.nio.file.Files;
import java.nio.file.Path;

/** What kind of directory a model is read from. */
public final class ModelDirectory {
    private ModelDirectory() {}

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
