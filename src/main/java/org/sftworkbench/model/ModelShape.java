package org.sftworkbench.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Shapes of well-known models, to measure with random weights. */
public final class ModelShape {
    /** Names that {@link #read} knows; numbers as in the models' published configurations. */
    public static final List<String> NAMES = List.of("qwen3-0.6b", "qwen2.5-0.5b", "smollm2-135m");

    private ModelShape() {}

    /**
     * A shape by its name, or that of a model directory, of which only {@code config.json} need be
     * there.
     *
     * @throws ModelException where there is neither
     */
    public static ModelConfig read(String nameOrDirectory) {
        if (!NAMES.contains(nameOrDirectory)) {
            return ModelConfig.read(Path.of(nameOrDirectory));
        }
        String resource = "shapes/" + nameOrDirectory + ".json";
        try (InputStream in = ModelShape.class.getResourceAsStream(resource)) {
            JsonNode root = new ObjectMapper().readTree(in);
            ConfigFile file = ConfigFile.of(Path.of(resource), root);
            return DecoderFamily.of(file).read(file).build(Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
