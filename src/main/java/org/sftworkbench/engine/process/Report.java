package org.sftworkbench.engine.process;

import org.sftworkbench.engine.Event;

/** What the engine's process tells. */
sealed interface Report {
    /** It takes requests now. */
    record Ready() implements Report {}

    /** An event of a command. */
    record Told(long task, Event event) implements Report {}
}
