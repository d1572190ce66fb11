package org.sftworkbench.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What an installation was made for: any machine, or one with a GPU. */
public enum Flavor {
    /** Computes on the CPU until the user fetches more. */
    CPU,
    /** Asks at its first start whether to fetch the libraries for CUDA. */
    CUDA;

    private static final String PROPERTY = "sft.flavor";

    /** The file in the program's directory that the installer leaves. */
    public static final String MARKER = "flavor";

    /** That of this installation: {@code -Dsft.flavor}, or else what the installer left. */
    public static Flavor ofThisInstallation() {
        return of(
                Optional.ofNullable(System.getProperty(PROPERTY)),
                Optional.ofNullable(System.getProperty("sft.home")).map(Path::of));
    }

    static Flavor of(Optional<String> property, Optional<Path> home) {
        String said = property.or(() -> home.flatMap(Flavor::marker)).orElse("").strip();
        return said.toLowerCase(Locale.ROOT).equals("cuda") ? CUDA : CPU;
    }

    private static Optional<String> marker(Path home) {
        Path file = home.resolve(MARKER);
        try {
            return Files.isRegularFile(file) && Files.size(file) < 100
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException e) {
            // Then it is an installation like any other; the offer stands in the training pane.
            return Optional.empty();
        }
    }
}
