package org.sftworkbench.ui.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Size and time of files at some moment.
 *
 * @param states of the files that could be looked at
 */
record FileStates(Map<Path, State> states) {
    static final FileStates NONE = new FileStates(Map.of());

    /** Of one file. */
    record State(long size, FileTime changed) {}

    FileStates {
        states = Map.copyOf(states);
    }

    /** As they are now. A file that is not there has none: it may be about to be put in place. */
    static FileStates now(Iterable<Path> files) {
        Map<Path, State> states = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                states.put(file, new State(Files.size(file), Files.getLastModifiedTime(file)));
            } catch (IOException e) {
                states.remove(file);
            }
        }
        return new FileStates(states);
    }

    /** The files that are there later, and others than they were. */
    List<Path> changedIn(FileStates later) {
        return states.keySet().stream()
                .filter(later.states::containsKey)
                .filter(file -> !states.get(file).equals(later.states.get(file)))
                .sorted()
                .toList();
    }

    /** Whether one of the files is another now than it was. Looks at the file. */
    boolean isOther(Path file) {
        Path whole = whole(file);
        return states.keySet().stream()
                .filter(known -> whole(known).equals(whole))
                .anyMatch(
                        known -> !states.get(known).equals(now(List.of(known)).states.get(known)));
    }

    private static Path whole(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
