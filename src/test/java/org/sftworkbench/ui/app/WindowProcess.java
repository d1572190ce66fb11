package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A window in a process of its own, drawn without a screen as the tests' own windows are. */
final class WindowProcess {
    private static final List<String> DRAWING =
            List.of(
                    "glass.",
                    "monocle.",
                    "headless.",
                    "prism.",
                    "java.awt.headless",
                    "javafx.cachedir");

    private WindowProcess() {}

    /**
     * To be started.
     *
     * @param main opens it
     * @param options of Java's
     * @param arguments of the main class's
     */
    static ProcessBuilder of(Class<?> main, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> DRAWING.stream().anyMatch(name::startsWith))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /** Ends it and what it started. */
    static void end(Process window) {
        window.descendants().forEach(ProcessHandle::destroyForcibly);
        window.destroyForcibly();
    }
}
