package org.sftworkbench.ui.app;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the program's own files are: the starter model and the sample data that come with it, and
 * the place for training runs.
 *
 * @param home directory that holds {@code assets} and {@code sample-data}
 */
record WorkbenchFiles(Path home) {
    private static final List<String> TRAINING_SAMPLES =
            List.of("alpaca.json", "messages.jsonl", "prompt_completion.csv");

    /**
     * Finds the home: the {@code sft.home} property, else above the program's jar, else the working
     * directory.
     */
    static WorkbenchFiles find() {
        return new WorkbenchFiles(
                Stream.of(named(), beside(), Optional.of(Path.of("")))
                        .flatMap(Optional::stream)
                        .map(p -> p.toAbsolutePath().normalize())
                        .filter(p -> Files.isDirectory(p.resolve("assets")))
                        .findFirst()
                        .orElseGet(() -> Path.of("").toAbsolutePath()));
    }

    /** The base model that comes with the program. */
    Path starter() {
        return home.resolve("assets").resolve("starter");
    }

    /** The sample files that are made for training, those of them that are there. */
    List<Path> samples() {
        return TRAINING_SAMPLES.stream()
                .map(name -> home.resolve("sample-data").resolve(name))
                .filter(Files::isRegularFile)
                .toList();
    }

    /** The questions kept out of training. */
    Path heldOut() {
        return home.resolve("sample-data").resolve("held-out.jsonl");
    }

    /**
     * Where finished checkpoints go: under the home where it can be written to, else the user's.
     */
    Path runs() {
        return Files.isWritable(home)
                ? home.resolve("runs")
                : Path.of(System.getProperty("user.home"), "sft-workbench", "runs");
    }

    private static Optional<Path> named() {
        return Optional.ofNullable(System.getProperty("sft.home")).map(Path::of);
    }

    private static Optional<Path> beside() {
        try {
            Path code =
                    Path.of(
                            WorkbenchFiles.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return Optional.ofNullable(code.getParent()).map(Path::getParent);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
