package org.sftworkbench.engine.process;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Ends this process at once, in the middle of native code too. */
final class SelfEnding {
    private static final String SHELL = "/bin/sh";

    private SelfEnding() {}

    /**
     * Does not return. {@link Runtime#halt} would run the native libraries' destructors below a
     * thread that computes in them, which crashes, and would first wait for the compiler; Java lets
     * no process send itself a signal, so a shell does.
     *
     * @param status where there is no shell
     */
    static void endNow(int status) {
        try {
            if (new File(SHELL).canExecute()) {
                new ProcessBuilder(SHELL, "-c", "kill -9 " + ProcessHandle.current().pid())
                        .start()
                        .waitFor(1, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            // Without memory for a shell there is no better way than the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status);
    }
}
