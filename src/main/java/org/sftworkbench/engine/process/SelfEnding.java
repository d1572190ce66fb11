package org.sftworkbench.engine.process;

import sun.misc.Signal;

/** Ends this process at once, in the middle of native code too. */
final class SelfEnding {
    private SelfEnding() {}

    /**
     * Does not return. {@link Runtime#halt} alone would run the native libraries' destructors below
     * a thread that computes in them, which crashes, and would first wait for the compiler.
     *
     * @param status where the system knows no signal that ends a process
     */
    static void endNow(int status) {
        try {
            Signal.raise(new Signal("KILL"));
            // It is on its way.
            Thread.sleep(1000);
        } catch (IllegalArgumentException e) {
            // There are no signals here.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status);
    }
}
