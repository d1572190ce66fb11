package org.sftworkbench.about;

import java.util.Optional;

/**
 * What the build has written down of itself.
 *
 * @param version such as {@code 0.1.0-SNAPSHOT}
 * @param commit the source's, with {@code -dirty} where files were changed since; empty where it
 *     was built outside of a repository
 */
public record BuildFacts(String version, Optional<String> commit) {
    /** Those of this program. */
    public static BuildFacts read() {
        ClassPathFile file = new ClassPathFile("org/sftworkbench/about/build.properties");
        return new BuildFacts(
                file.entry("version").orElse("(unknown)"),
                file.entry("commit").filter(commit -> commit.matches("[0-9a-f]+(-dirty)?")));
    }

    /** In a line. */
    public String words() {
        return version + commit.map(known -> " (commit " + known + ")").orElse("");
    }
}
