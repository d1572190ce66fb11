package org.sftworkbench.model;

/** What is kept of each token of a micro-batch between the way forward and the way back. */
interface Activations {
    /** Of one layer. */
    double bytesOfLayer();

    /** What goes into a layer, which is all that is kept where the rest is computed again. */
    double bytesOfInput();

    /** Gradients on their way through a layer. */
    double bytesInFlight();

    /** Numbers a layer's gradients pass through at once: in the MLP, and beside it. */
    static long inFlight(ModelConfig config) {
        return 3L * config.intermediateSize() + 4L * config.hiddenSize();
    }
}
