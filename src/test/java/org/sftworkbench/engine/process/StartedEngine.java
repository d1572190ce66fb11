package org.sftworkbench.engine.process;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** An engine in a process of its own, which ends with the test. */
abstract class StartedEngine {
    @TempDir Path directory;

    protected ProcessEngine engine;

    /** How its process is started. */
    protected EngineLaunch launch() {
        return EngineLaunch.reportingTo(directory.resolve("logs"));
    }

    /** The process that this one started last. */
    protected static ProcessHandle child() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .max((a, b) -> Long.compare(a.pid(), b.pid()))
                .orElseThrow();
    }

    @AfterEach
    void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
