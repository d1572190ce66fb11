package org.sftworkbench.ui.train;

import java.util.OptionalLong;

/**
 * What there is to compute on.
 *
 * @param sentence which devices were found, which is used, and why others are not
 * @param onGpu whether the one that is used is a GPU
 * @param freeBytes of memory on the one that is used, where that is known
 */
public record DeviceNews(String sentence, boolean onGpu, OptionalLong freeBytes) {
    /** Looks at the machine; may take seconds, so not on the FX thread. */
    @FunctionalInterface
    public interface Source {
        /**
         * @param wish {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
         */
        DeviceNews of(String wish);
    }
}
