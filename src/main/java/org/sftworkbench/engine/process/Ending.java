package org.sftworkbench.engine.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.CommandWords;

/**
 * How the engine's process ended, and what it left behind.
 *
 * @param status as {@link Process#exitValue} tells it: 128 and the signal's number where one ended
 *     it
 * @param crashReport that Java wrote of a crash
 * @param lastWords lines it printed, the oldest first
 */
record Ending(int status, Optional<Path> crashReport, List<String> lastWords) {
    /** Of a process that nobody waits for any more. */
    static final Ending UNKNOWN = new Ending(0, Optional.empty(), List.of());

    private static final int SIGNALLED = 128;
    private static final int KILL = SIGNALLED + 9;
    private static final List<Integer> CRASHES =
            List.of(SIGNALLED + 4, SIGNALLED + 6, SIGNALLED + 7, SIGNALLED + 8, SIGNALLED + 11);
    private static final List<Integer> FROM_OUTSIDE =
            List.of(SIGNALLED + 1, SIGNALLED + 2, SIGNALLED + 3, SIGNALLED + 15);

    /** How Java says that its own memory is full. */
    private static final List<String> NO_HEAP =
            List.of(
                    "outofmemoryerror: java heap space",
                    "outofmemoryerror: gc overhead limit exceeded",
                    "outofmemoryerror: requested array size exceeds vm limit",
                    "outofmemoryerror: cannot reserve",
                    "outofmemoryerror: metaspace");

    /** How Java and C++ say that they got no memory before they end. */
    private static final List<String> NO_MEMORY =
            List.of(
                    "bad_alloc",
                    "insufficient memory for the java runtime",
                    "outofmemoryerror",
                    "out of memory",
                    "cannot allocate memory",
                    "not enough space",
                    "could not reserve enough space");

    private static final String NEXT = " The next command starts the engine again.";

    /** What happened to a command that was under way, and what to do, in the user's words. */
    String during(Command command) {
        String load = CommandWords.load(command);
        if (isSaid(NO_HEAP)) {
            return "Java's heap was full "
                    + load
                    + ", and the engine ended. "
                    + CommandWords.lessHeap(command);
        }
        if (status == KILL && !isSaid(List.of(SelfEnding.SAYS))) {
            return "The system ended the engine "
                    + load
                    + ", most likely because memory ran out. "
                    + CommandWords.lessMemory(command);
        }
        if (isSaid(NO_MEMORY)) {
            return "The engine ran out of memory "
                    + load
                    + ", and ended. "
                    + CommandWords.lessMemory(command);
        }
        if (FROM_OUTSIDE.contains(status)) {
            return "The engine was ended from outside (signal "
                    + (status - SIGNALLED)
                    + ") "
                    + load
                    + "."
                    + NEXT;
        }
        if (isCrash()) {
            return "The engine crashed in a native library " + load + "." + report() + NEXT;
        }
        return "The engine ended unexpectedly (status "
                + status
                + ") "
                + load
                + "."
                + report()
                + NEXT;
    }

    /** Why the process could not even begin. */
    String atStart() {
        return "The engine could not be started (status "
                + status
                + ")."
                + report()
                + (isSaid(NO_MEMORY) ? " Close other programs, or lower Java's -Xmx." : "");
    }

    /** Whether one of the last words holds one of these, which are in lower case. */
    private boolean isSaid(List<String> signs) {
        return lastWords.stream()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .anyMatch(line -> signs.stream().anyMatch(line::contains));
    }

    /** On Windows a crash's status is one of the system's error codes, which are negative. */
    private boolean isCrash() {
        return crashReport.isPresent() || status < 0 || CRASHES.contains(status);
    }

    private String report() {
        if (crashReport.isPresent()) {
            return " Java's report of it is in " + crashReport.get() + ".";
        }
        return lastWords.stream()
                .filter(Ending::isForPeople)
                .reduce((earlier, later) -> later)
                .map(line -> " Its last words were: " + line.strip() + ".")
                .orElse("");
    }

    /** Whether a line is for people: no part of Java's crash report, no place in the program. */
    private static boolean isForPeople(String line) {
        String text = line.strip();
        return !text.isEmpty()
                && !text.startsWith("#")
                && !text.startsWith("at ")
                && !text.startsWith("...");
    }
}
