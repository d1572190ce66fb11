package org.sftworkbench.ui.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.sftworkbench.engine.UsageTracking;
import org.sftworkbench.model.LanguageModel;

/** A home directory with the starter and the sample data, for tests that write beside them. */
final class StarterCopy {
    private static final Path STARTER = Path.of("assets", "starter");

    private StarterCopy() {}

    /** Copies what the program needs; a starter without weights is given random ones. */
    static WorkbenchFiles in(Path home) {
        WorkbenchFiles files = new WorkbenchFiles(home);
        try {
            copy(Path.of("sample-data"), home.resolve("sample-data"));
            if (Files.exists(STARTER.resolve("model.safetensors"))) {
                copy(STARTER, files.starter());
            } else {
                UsageTracking.optOut();
                Files.createDirectories(files.starter().getParent());
                try (LanguageModel random = LanguageModel.initialise(STARTER, 1)) {
                    random.save(files.starter());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        List<Path> all;
        try (Stream<Path> files = Files.list(from)) {
            all = files.filter(Files::isRegularFile).toList();
        }
        for (Path file : all) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }
}
