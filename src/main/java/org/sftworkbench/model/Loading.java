package org.sftworkbench.model;

import ai.djl.Device;

/**
 * How a model is brought into memory.
 *
 * @param trainable whether gradients will be asked for
 * @param precision of the weights
 * @param device where they live
 */
public record Loading(boolean trainable, Precision precision, Device device) {
    /** Float32 on the host. */
    public static Loading plain(boolean trainable) {
        return new Loading(trainable, Precision.FLOAT32, Device.cpu());
    }
}
