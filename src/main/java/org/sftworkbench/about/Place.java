package org.sftworkbench.about;

import java.nio.file.Path;
import org.sftworkbench.disk.HomeDirectory;

/**
 * Where something of the program is.
 *
 * @param name of what; translated where it is shown
 * @param path absolute
 * @param exists whether it was there when the report was made
 */
public record Place(String name, Path path, boolean exists) {
    /** The path as it may be shown around, with {@code ~} for the home directory. */
    public String shown() {
        return HomeDirectory.shorten(path);
    }
}
