package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What computes is in the engine's process, so that the window outlives it. */
class WindowLibrariesTest {
    @TempDir private Path home;

    @Test
    @Timeout(240)
    @EnabledOnOs(OS.LINUX)
    void theWindowsProcessHoldsTheTokenizerAndNotLibtorch() throws Exception {
        StarterCopy.in(home);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        System.getProperties().stringPropertyNames().stream()
                .filter(
                        name ->
                                name.startsWith("glass.")
                                        || name.startsWith("monocle.")
                                        || name.startsWith("prism.")
                                        || name.equals("java.awt.headless"))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        WindowLibraries.class.getName(),
                        home.toString()));
        Path errors = home.resolve("errors");
        Process window = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try {
            List<String> libraries = window.inputReader().lines().toList();
            assertThat(window.waitFor()).as(Files.readString(errors)).isZero();
            assertThat(libraries)
                    .anyMatch(name -> name.contains("libjvm"))
                    .anyMatch(name -> name.contains("tokenizers"))
                    .noneMatch(name -> name.contains("torch"))
                    .noneMatch(name -> name.contains("libc10"));
        } finally {
            window.descendants().forEach(ProcessHandle::destroyForcibly);
            window.destroyForcibly();
        }
    }
}
