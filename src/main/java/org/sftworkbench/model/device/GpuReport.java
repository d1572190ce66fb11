package org.sftworkbench.model.device;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A GPU, and whether it can be used.
 *
 * @param number CUDA's in this process; none where CUDA does not see it
 * @param gpu the card, or the part of one
 * @param obstacles in the way of using it, those that nothing can be done about first
 */
public record GpuReport(OptionalInt number, NvidiaGpu gpu, List<Obstacle> obstacles) {
    public GpuReport {
        List<Obstacle> sorted = new ArrayList<>(obstacles);
        sorted.sort((a, b) -> a.kind().compareTo(b.kind()));
        obstacles = List.copyOf(sorted);
    }

    public boolean isUsable() {
        return obstacles.isEmpty() && number.isPresent();
    }

    /** How it is asked for, such as {@code cuda:0}; empty where it has no number. */
    public String device() {
        return number.isPresent() ? "cuda:" + number.getAsInt() : "";
    }

    /** Orders by what is likely to be free. */
    long room() {
        return gpu.freeBytes().orElse(gpu.totalBytes().orElse(0));
    }
}
