package org.sftworkbench.model;

import java.nio.file.Path;

/** A decoder with its weights in memory. Engine thread only. */
public final class LanguageModel implements AutoCloseable {
    /**
     * Reads a model directory.
     *
     * @param trainable whether gradients will be asked for
     * @throws ModelException where the directory cannot be used
     */
    public static LanguageModel load(Path directory, boolean trainable) {
        throw new ModelException(directory + ": stub");
    }

    /**
     * Writes a checkpoint in the Hub's layout: weights in the dtype they were read in,
     * configuration and tokenizer files copied from where the model was read. Written to a sibling
     * directory and renamed, so that it exists whole or not.
     */
    public void save(Path directory) {}

    public ModelConfig config() {
        return null;
    }

    /** Number of weights, tied ones counted once. */
    public long parameters() {
        return 0;
    }

    /** What it computes on, such as {@code CPU, 2 threads}. */
    public String device() {
        return "";
    }

    @Override
    public void close() {}
}
