package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
        Path errors = home.resolve("errors");
        Process window =
                WindowProcess.of(WindowLibraries.class, List.of(), List.of(home.toString()))
                        .redirectError(errors.toFile())
                        .start();
        try {
            List<String> libraries = window.inputReader().lines().toList();
            assertThat(window.waitFor()).as(Files.readString(errors)).isZero();
            assertThat(libraries)
                    .anyMatch(name -> name.contains("libjvm"))
                    .anyMatch(name -> name.contains("tokenizers"))
                    .noneMatch(name -> name.contains("torch"))
                    .noneMatch(name -> name.contains("libc10"));
        } finally {
            WindowProcess.end(window);
        }
    }
}
