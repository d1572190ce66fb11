package org.sftworkbench.model.device;

/**
 * Memory of a machine, or what its operator lets this process have of it.
 *
 * @param total bytes
 * @param available bytes that can be had without swapping
 */
public record Memory(long total, long available) {
    /** Of this process, at this moment. */
    public static Memory now() {
        return new MemoryReader(new LiveSystem()).read();
    }

    /** The smaller of each. */
    Memory within(Memory limit) {
        return new Memory(
                Math.min(total, limit.total), Math.max(0, Math.min(available, limit.available)));
    }
}
