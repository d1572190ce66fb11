package org.sftworkbench.model.device;

/**
 * The operating system and processor family, in DJL's terms.
 *
 * @param family of the operating system
 * @param architecture such as {@code x86_64}
 */
record Host(Family family, String architecture) {
    /** Operating systems that differ here. */
    enum Family {
        LINUX("linux"),
        WINDOWS("win"),
        MACOS("osx"),
        OTHER("other");

        private final String prefix;

        Family(String prefix) {
            this.prefix = prefix;
        }
    }

    static Host of(SystemProbe system) {
        String name = system.property("os.name").orElse("");
        Family family =
                name.startsWith("Linux")
                        ? Family.LINUX
                        : name.startsWith("Win")
                                ? Family.WINDOWS
                                : name.startsWith("Mac") ? Family.MACOS : Family.OTHER;
        String architecture = system.property("os.arch").orElse("");
        return new Host(family, architecture.equals("amd64") ? "x86_64" : architecture);
    }

    boolean isWindows() {
        return family == Family.WINDOWS;
    }

    boolean isLinux() {
        return family == Family.LINUX;
    }

    /** DJL's name of the platform, such as {@code linux-x86_64}. */
    String classifier() {
        return family.prefix + "-" + architecture;
    }

    /** A path of this system. */
    String path(String first, String... more) {
        String separator = isWindows() ? "\\" : "/";
        return first + (more.length == 0 ? "" : separator + String.join(separator, more));
    }

    /** What a library's file is called, such as {@code libtorch.so} or {@code torch.dll}. */
    String library(String name) {
        return switch (family) {
            case WINDOWS -> name + ".dll";
            case MACOS -> "lib" + name + ".dylib";
            default -> "lib" + name + ".so";
        };
    }
}
