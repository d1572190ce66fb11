package org.sftworkbench.model;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells glibc's allocator to keep what a step frees for the next step. By default it hands large
 * pieces back to the system, which must fill them with zeros again, page by page. {@code bin/sft}
 * says the same before the process starts, which also reaches the threads that are there already.
 */
final class NativeMemory {
    private static final Logger LOG = LoggerFactory.getLogger(NativeMemory.class);

    /** From glibc's malloc.h. */
    private static final int TRIM_THRESHOLD = -1;

    private static final int MMAP_THRESHOLD = -3;
    private static final int ARENA_MAX = -8;

    private static final AtomicBoolean DONE = new AtomicBoolean();

    private NativeMemory() {}

    /** Once in a process; does nothing where there is no glibc. */
    static void keepFreed() {
        if (!Platform.isLinux() || DONE.getAndSet(true)) {
            return;
        }
        try {
            Function mallopt = Function.getFunction("c", "mallopt");
            mallopt.invokeInt(new Object[] {MMAP_THRESHOLD, 1 << 30});
            // Never trim; and one arena, or each thread would keep memory of its own.
            mallopt.invokeInt(new Object[] {TRIM_THRESHOLD, -1});
            mallopt.invokeInt(new Object[] {ARENA_MAX, 1});
        } catch (UnsatisfiedLinkError e) {
            LOG.debug("no mallopt here; memory is handed back as the system's library thinks", e);
        }
    }

    /** Hands back what is free, as when a model is closed. */
    static void giveBack() {
        if (DONE.get()) {
            try {
                Function.getFunction("c", "malloc_trim").invokeInt(new Object[] {0});
            } catch (UnsatisfiedLinkError e) {
                LOG.debug("no malloc_trim here", e);
            }
        }
    }
}
