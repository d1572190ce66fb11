package org.sftworkbench.train;

import java.io.IOException;
import java.nio.file.Path;
import org.sftworkbench.model.LanguageModel;

/**
 * A run between two optimizer steps: what is needed to go on from here as if it had never stopped.
 * Valid during the listener's call. Engine thread only.
 */
public final class Snapshot {
    /** The optimizer's file in a checkpoint. */
    static final String OPTIMIZER = "optimizer.safetensors";

    private final LanguageModel model;
    private final AdamW optimizer;
    private final TrainerState state;

    Snapshot(LanguageModel model, AdamW optimizer, TrainerState state) {
        this.model = model;
        this.optimizer = optimizer;
        this.state = state;
    }

    public TrainerState state() {
        return state;
    }

    /** Bytes of the files that {@link #write} writes, but for a few kilobytes. */
    public long storedBytes() {
        return model.storedBytes() + optimizer.state().storedBytes(model);
    }

    /**
     * Writes the model or its adapter, the optimizer's state and the trainer's.
     *
     * @param directory empty; its caller syncs and names it
     */
    public void write(Path directory) throws IOException {
        model.writeInto(directory);
        optimizer.state().write(directory.resolve(OPTIMIZER), model);
        state.write(directory);
    }
}
