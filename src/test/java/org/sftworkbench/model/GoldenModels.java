package org.sftworkbench.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All tiny checkpoints at hand: the suite's own, those of the shared golden data where it is there,
 * and those of a directory named by {@code -Dsft.golden}.
 */
public final class GoldenModels {
    private GoldenModels() {}

    public static Stream<GoldenModel> all() {
        List<GoldenModel> models = new ArrayList<>();
        for (String directory :
                List.of(
                        "src/test/resources/golden/models",
                        "../shared/golden/models",
                        System.getProperty("sft.golden", "no-more"))) {
            models.addAll(in(Path.of(directory)));
        }
        return models.stream();
    }

    /** Those with an adapter in PEFT's layout beside them. */
    public static Stream<GoldenModel> adapted() {
        return all().filter(model -> Files.isDirectory(model.directory().resolve("adapter")));
    }

    private static List<GoldenModel> in(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(directory)) {
            return inside.filter(Files::isDirectory).sorted().map(GoldenModel::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
