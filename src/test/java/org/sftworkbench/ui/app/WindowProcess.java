package org.sftworkbench.ui.app;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.JavaProcess;

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
        List<String> all = new ArrayList<>();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> DRAWING.stream().anyMatch(name::startsWith))
                .forEach(name -> all.add("-D" + name + "=" + System.getProperty(name)));
        all.addAll(options);
        List<String> command = JavaProcess.command(all.toArray(String[]::new));
        command.add(main.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /** Ends it and what it started. */
    static void end(Process window) {
        window.descendants().forEach(ProcessHandle::destroyForcibly);
        window.destroyForcibly();
    }
}
