package org.sftworkbench.engine.process;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Ends this process at once, in the middle of native code too. */
final class SelfEnding {
    /** Begins the last line of a process that ends itself because of an error. */
    static final String SAYS = "the engine ends itself: ";

    private static final String SHELL = "/bin/sh";

    private SelfEnding() {}

    /**
     * Says why on the error stream and ends; does not return.
     *
     * @param why of which only the kind is told, as a message may quote what the user wrote
     */
    static void endNow(int status, Throwable why) {
        String kind = why instanceof OutOfMemoryError ? why.toString() : why.getClass().getName();
        try (OutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write(("\n" + SAYS + kind + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Nobody reads it any more.
        } finally {
            endNow(status);
        }
    }

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
