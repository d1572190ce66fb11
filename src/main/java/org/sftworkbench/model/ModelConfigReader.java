package org.sftworkbench.model;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code config.json} and {@code generation_config.json}, and refuses what the decoder would
 * not compute exactly.
 */
final class ModelConfigReader {
    private ModelConfigReader() {}

    /**
     * @param directory a model directory in the Hub's layout
     * @throws ModelException where a file is missing, is not JSON, or asks for something unknown;
     *     names file and field
     */
    static ModelConfig read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ModelException(
                    directory
                            + ": no such directory; a model is a directory with config.json and weights");
        }
        Path config = directory.resolve("config.json");
        if (!Files.exists(config, LinkOption.NOFOLLOW_LINKS)
                && Files.exists(directory.resolve("tokenizer.json"))) {
            throw new ModelException(
                    directory
                            + ": a tokenizer alone, without a model: config.json and weights are"
                            + " missing");
        }
        ConfigFile file = ConfigFile.read(config);
        DecoderDraft draft = DecoderFamily.of(file).read(file);
        Path generation = directory.resolve("generation_config.json");
        Optional<List<Integer>> eos =
                Files.exists(generation, LinkOption.NOFOLLOW_LINKS)
                        ? Optional.of(ConfigFile.read(generation).ids("eos_token_id", List.of()))
                        : Optional.empty();
        return draft.build(eos);
    }
}
