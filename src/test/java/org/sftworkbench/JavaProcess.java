package org.sftworkbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Java in a process of its own, with the classes of this one. It lives for a moment, so it compiles
 * little and cleans up on one thread.
 */
public final class JavaProcess {
    private JavaProcess() {}

    /** A command to which the main class and its arguments are still to be added. */
    public static List<String> command(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }

    /** Of a main class with its arguments. */
    public static ProcessBuilder of(Class<?> main, String... arguments) {
        List<String> command = command();
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
