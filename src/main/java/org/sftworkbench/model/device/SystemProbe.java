package org.sftworkbench.model.device;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the operating system says when asked. Paths are text, since those of one system need not be
 * paths on another.
 */
interface SystemProbe {
    /** A Java system property. */
    Optional<String> property(String name);

    /** An environment variable. */
    Optional<String> environment(String name);

    /** A text file whole; empty where there is none or it cannot be read. */
    Optional<String> read(String file);

    /** Names of what lies in a directory; none where there is no such directory. */
    List<String> list(String directory);

    boolean exists(String file);

    /** Whether this process may write there. */
    boolean isWritable(String file);

    /** Bytes free on the disk that holds the file or its nearest existing parent. */
    OptionalLong freeDisk(String file);

    /** Every resource of that name on the class path, as text. */
    List<String> resources(String name);

    /** Runs a program until it ends or the time is over, when it is killed. */
    CommandOutput run(Duration limit, String... command);

    /** Processors that this process may use. */
    int processors();

    /** Physical memory, as far as Java knows. */
    Memory memory();

    /** A setting as DJL reads it: the environment variable, or else the system property. */
    default Optional<String> setting(String name) {
        return environment(name).or(() -> property(name)).filter(value -> !value.isEmpty());
    }
}
