package org.sftworkbench.model;

import ai.djl.Device;
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

    /** All of them on each device that can be used here, on the CPU by MKL and by oneDNN. */
    public static Stream<PlacedModel> everywhere() {
        return all().flatMap(
                        model ->
                                DevicesHere.all().stream()
                                        .flatMap(
                                                device ->
                                                        multipliersOf(device)
                                                                .map(
                                                                        by ->
                                                                                new PlacedModel(
                                                                                        model,
                                                                                        device,
                                                                                        by))));
    }

    /** libtorch for ARM has no oneDNN, or another one. */
    private static Stream<OneDnn> multipliersOf(Device device) {
        boolean both = !device.isGpu() && System.getProperty("os.arch").equals("amd64");
        return both ? Stream.of(OneDnn.NEVER, OneDnn.ALWAYS) : Stream.of(OneDnn.NEVER);
    }

    /** All of them on the GPU; none where there is none that can be used. */
    public static Stream<PlacedModel> onGpu() {
        return everywhere().filter(placed -> placed.device().isGpu());
    }

    /** Those with an adapter in PEFT's layout beside them, on each device. */
    public static Stream<PlacedModel> adapted() {
        return everywhere()
                .filter(
                        placed ->
                                Files.isDirectory(placed.golden().directory().resolve("adapter")));
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
