package org.sftworkbench.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code config.json} and {@code generation_config.json}, and refuses what the decoder would
 * not compute exactly.
 */
final class ModelConfigReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final JsonNode root;

    private ModelConfigReader(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

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
        Path file = directory.resolve("config.json");
        ModelConfigReader reader = new ModelConfigReader(file, tree(file));
        Path generation = directory.resolve("generation_config.json");
        List<Integer> eos =
                Files.exists(generation)
                        ? ids(generation, tree(generation).get("eos_token_id"))
                        : List.of();
        return reader.config(eos);
    }

    private ModelConfig config(List<Integer> generationEos) {
        String type = root.path("model_type").asText("");
        if (!type.equals("qwen3")) {
            throw wrong("model_type", "is \"" + type + "\"; this version runs qwen3");
        }
        requireAbsentOr("hidden_act", "silu");
        requireRope();
        if (root.path("use_sliding_window").asBoolean(false)) {
            throw wrong("use_sliding_window", "is true; sliding windows are not supported");
        }
        if (root.path("attention_bias").asBoolean(false)) {
            throw wrong("attention_bias", "is true; qwen3 with attention biases is not supported");
        }
        int hidden = positive("hidden_size", 1 << 20);
        int heads = positive("num_attention_heads", 1 << 16);
        int keyValueHeads =
                root.hasNonNull("num_key_value_heads")
                        ? positive("num_key_value_heads", 1 << 16)
                        : heads;
        if (heads % keyValueHeads != 0) {
            throw wrong(
                    "num_key_value_heads",
                    "is " + keyValueHeads + ", which does not divide the " + heads + " heads");
        }
        if (!root.hasNonNull("head_dim") && hidden % heads != 0) {
            throw wrong(
                    "num_attention_heads",
                    "is " + heads + ", which does not divide hidden_size " + hidden);
        }
        int headSize = root.hasNonNull("head_dim") ? positive("head_dim", 1 << 16) : hidden / heads;
        if (headSize % 2 != 0) {
            throw wrong("head_dim", "is " + headSize + "; rotary embeddings need an even size");
        }
        return new ModelConfig(
                type,
                positive("vocab_size", 1 << 24),
                hidden,
                positive("intermediate_size", 1 << 22),
                heads,
                keyValueHeads,
                headSize,
                Collections.nCopies(
                        positive("num_hidden_layers", 4096),
                        new ModelConfig.Layer(0, Optional.of(Rope.plain(ropeTheta(), headSize)))),
                number("rms_norm_eps", 1e-6),
                0,
                true,
                false,
                new ModelConfig.Biases(false, false, false),
                false,
                ModelConfig.Activation.SILU,
                1,
                1 / Math.sqrt(headSize),
                0,
                0,
                root.path("tie_word_embeddings").asBoolean(false),
                root.hasNonNull("max_position_embeddings")
                        ? positive("max_position_embeddings", 1 << 28)
                        : 32768,
                Optional.empty(),
                generationEos.isEmpty() ? ids(file, root.get("eos_token_id")) : generationEos);
    }

    /**
     * Newer files say {@code rope_parameters}, older ones {@code rope_theta} and {@code
     * rope_scaling}.
     */
    private double ropeTheta() {
        JsonNode parameters = root.path("rope_parameters");
        if (parameters.hasNonNull("rope_theta")) {
            double theta = parameters.get("rope_theta").asDouble();
            if (!(theta > 0) || Double.isInfinite(theta)) {
                throw wrong(
                        "rope_parameters.rope_theta",
                        "is " + parameters.get("rope_theta") + "; it must be above 0");
            }
            return theta;
        }
        return number("rope_theta", 10000);
    }

    private void requireRope() {
        for (String field : List.of("rope_parameters", "rope_scaling")) {
            JsonNode node = root.path(field);
            String type = node.path("rope_type").asText(node.path("type").asText("default"));
            if (!type.equals("default")) {
                throw wrong(
                        field, "has the type \"" + type + "\"; this version computes \"default\"");
            }
        }
    }

    private void requireAbsentOr(String field, String value) {
        if (root.hasNonNull(field) && !root.get(field).asText().equals(value)) {
            throw wrong(field, "is " + root.get(field) + "; only \"" + value + "\" is supported");
        }
    }

    private int positive(String field, int most) {
        JsonNode node = root.get(field);
        if (node == null || !node.isIntegralNumber()) {
            throw wrong(field, node == null ? "is missing" : "is " + node + ", not a whole number");
        }
        if (!node.canConvertToInt() || node.intValue() < 1 || node.intValue() > most) {
            throw wrong(field, "is " + node + "; it must be from 1 to " + most);
        }
        return node.intValue();
    }

    private double number(String field, double absent) {
        JsonNode node = root.get(field);
        if (node == null || node.isNull()) {
            return absent;
        }
        double value = node.asDouble(Double.NaN);
        if (!(value > 0) || Double.isInfinite(value)) {
            throw wrong(field, "is " + node + "; it must be a number above 0");
        }
        return value;
    }

    private static List<Integer> ids(Path file, JsonNode node) {
        List<Integer> ids = new ArrayList<>();
        if (node == null || node.isNull()) {
            return ids;
        }
        for (JsonNode id : node.isArray() ? node : List.of(node)) {
            if (!id.canConvertToInt() || !id.isIntegralNumber() || id.intValue() < 0) {
                throw new ModelException(
                        file + ": eos_token_id is " + node + "; it must be an id or a list of ids");
            }
            ids.add(id.intValue());
        }
        return ids;
    }

    private static JsonNode tree(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException(file + ": no such file");
        }
        try {
            JsonNode tree = JSON.readTree(Files.readAllBytes(file));
            if (!tree.isObject()) {
                throw new ModelException(file + ": not a JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new ModelException(
                    file
                            + ": not valid JSON (line "
                            + e.getLocation().getLineNr()
                            + "): "
                            + e.getOriginalMessage(),
                    e);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private ModelException wrong(String field, String what) {
        return new ModelException(file + ": " + field + " " + what);
    }
}
