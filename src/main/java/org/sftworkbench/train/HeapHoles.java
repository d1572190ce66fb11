package org.sftworkbench.train;

import java.util.function.LongSupplier;

/**
 * Keeps a long run near the memory of its first steps. Where steps differ in length, what they free
 * lies in pieces that the next ones cannot use, and the heap grows by new ones: by a fifth in 45
 * steps, seen with products of oneDNN. What is free is then handed back to the system; the next
 * step pays for it by taking it anew, so that this is for runs that have grown by a quarter.
 */
final class HeapHoles {
    private static final double GROWN = 1.25;
    private static final int SETTLED = 8;

    private final LongSupplier bytesInUse;
    private final Runnable giveBack;
    private int updates;
    private boolean handedBack;

    /** Bytes in use after an update that began without holes. */
    private long usual;

    /**
     * @param bytesInUse of this process
     * @param giveBack hands what is free to the system
     */
    HeapHoles(LongSupplier bytesInUse, Runnable giveBack) {
        this.bytesInUse = bytesInUse;
        this.giveBack = giveBack;
    }

    /** To be called after each update. */
    void updated() {
        long now = bytesInUse.getAsLong();
        if (++updates <= SETTLED || handedBack) {
            // Longer rows than before may need more, and that is no hole.
            usual = Math.max(usual, now);
            handedBack = false;
        } else if (now > GROWN * usual) {
            giveBack.run();
            handedBack = true;
        }
    }
}
