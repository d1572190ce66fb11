package org.sftworkbench.engine.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines a process printed. Thread-safe. */
final class LastWords {
    private static final int LINES = 40;
    private static final int LONGEST = 300;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line);
    }

    /** The oldest first. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
