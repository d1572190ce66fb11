package org.sftworkbench.model;

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
}
