package org.sftworkbench.about;

import org.sftworkbench.disk.HomeDirectory;

/**
 * A line of the report. The user's home directory stands in it as {@code ~}, wherever it was.
 *
 * @param name of what; translated where it is shown
 * @param value in the user's words
 */
public record Fact(String name, String value) {
    public Fact {
        value = HomeDirectory.shorten(value);
    }
}
