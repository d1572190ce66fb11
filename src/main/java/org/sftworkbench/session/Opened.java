package org.sftworkbench.session;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * What was opened together, a model directory or data files, and when.
 *
 * @param paths absolute
 * @param at milliseconds since 1970
 */
public record Opened(List<String> paths, long at) {
    public Opened {
        paths = paths == null ? List.of() : paths.stream().filter(Opened::isPath).toList();
    }

    private static boolean isPath(String text) {
        try {
            return text != null && Path.of(text).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    public static Opened of(List<Path> paths, long at) {
        return new Opened(paths.stream().map(RowName::absolute).toList(), at);
    }
}
