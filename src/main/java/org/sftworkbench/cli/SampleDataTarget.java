package org.sftworkbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.starter.SampleData;
import org.sftworkbench.starter.SampleDataFiles;
import org.sftworkbench.starter.World;

/** A directory that gets the sample data, without losing what is in it. */
final class SampleDataTarget {
    private final Path directory;

    SampleDataTarget(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes the files that are not there yet.
     *
     * @return what became of each file
     */
    Map<Path, String> write(long seed) throws IOException {
        Map<Path, String> outcomes = new TreeMap<>();
        try (TemporaryDirectory fresh = TemporaryDirectory.make()) {
            new SampleDataFiles().write(new SampleData(World.of(seed), seed).draw(), fresh.path());
            Files.createDirectories(directory);
            for (Path file : files(fresh.path())) {
                Path target = directory.resolve(file.getFileName().toString());
                outcomes.put(target, put(file, target));
            }
        }
        return outcomes;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static String put(Path file, Path target) throws IOException {
        if (!Files.exists(target)) {
            DurableFiles.replace(target, Files.readAllBytes(file));
            return "written";
        }
        return Files.mismatch(file, target) < 0
                ? "as it should be"
                : "is there already and differs; left as it is";
    }
}
