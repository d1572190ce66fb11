package org.sftworkbench.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a model directory's {@code config.json} and {@code generation_config.json} say, in terms of
 * what is computed: one description for every architecture.
 *
 * @param modelType {@code model_type}
 * @param vocabularySize V
 * @param hiddenSize C, width of the residual stream
 * @param intermediateSize I, width of the MLP
 * @param heads H, query heads
 * @param keyValueHeads G, key and value heads; divides H
 * @param headSize D
 * @param layers what differs from layer to layer, from the first to the last
 * @param normEps added under the root of every RMS norm
 * @param gainOffset added to the weight of every norm: 1 in Gemma, else 0
 * @param queryKeyNorm whether queries and keys are normed before the rotation (Qwen3, Gemma 3)
 * @param outputNorms whether attention and MLP are normed before they are added (Gemma)
 * @param biases which linear layers have biases
 * @param fusedProjections whether query, key and value, and gate and up, are one matrix each
 *     (Phi-3)
 * @param activation of the MLP's gate
 * @param embeddingScale factor on the embeddings: the root of C in Gemma, else 1
 * @param attentionScale factor on the attention scores
 * @param attentionCap bound of the attention scores by tanh; 0 for none
 * @param logitCap bound of the logits by tanh; 0 for none
 * @param tiedEmbeddings whether the output projection is the embedding
 * @param maxPositions longest sequence; no more than what its rotary embeddings hold for
 * @param paddingId the id whose embedding takes no gradient, as in transformers
 * @param eosIds end-of-sequence ids: those of {@code generation_config.json} alone where there is
 *     one, as in transformers, so that one that names none leaves generation without an end; else
 *     those of {@code config.json}
 */
public record ModelConfig(
        String modelType,
        int vocabularySize,
        int hiddenSize,
        int intermediateSize,
        int heads,
        int keyValueHeads,
        int headSize,
        List<Layer> layers,
        double normEps,
        double gainOffset,
        boolean queryKeyNorm,
        boolean outputNorms,
        Biases biases,
        boolean fusedProjections,
        Activation activation,
        double embeddingScale,
        double attentionScale,
        double attentionCap,
        double logitCap,
        boolean tiedEmbeddings,
        int maxPositions,
        Optional<Integer> paddingId,
        List<Integer> eosIds) {
    public ModelConfig {
        layers = List.copyOf(layers);
        eosIds = List.copyOf(eosIds);
    }

    /**
     * One layer.
     *
     * @param window a position sees this many positions, itself the last; 0 for all
     * @param rope its rotary embedding; none where positions are not told apart (SmolLM3)
     */
    public record Layer(int window, Optional<Rope> rope) {}

    /**
     * Which linear layers add a bias.
     *
     * @param queryKeyValue the three projections of attention
     * @param output attention's output projection
     * @param mlp gate, up and down
     */
    public record Biases(boolean queryKeyValue, boolean output, boolean mlp) {}

    /** The non-linearity of the gated MLP, in the order the kernels number them. */
    public enum Activation {
        /** x · sigmoid(x). */
        SILU,
        /** GELU by its tanh approximation. */
        GELU_TANH,
        /** GELU by the error function. */
        GELU,
        /** x above 0, else 0. */
        RELU
    }

    /** What bounds a row's tokens, in words: the model's positions, or those of LongRoPE's part. */
    public String bound() {
        boolean shortAlone =
                layers.stream()
                        .flatMap(layer -> layer.rope().stream())
                        .anyMatch(rope -> rope.shortTo().isPresent());
        return shortAlone
                ? "the "
                        + maxPositions
                        + " positions up to which its LongRoPE's short factors hold"
                        + " (original_max_position_embeddings)"
                : "the model's " + maxPositions + " positions";
    }

    /** The same decoder with an output projection of its own. */
    ModelConfig untied() {
        return new ModelConfig(
                modelType,
                vocabularySize,
                hiddenSize,
                intermediateSize,
                heads,
                keyValueHeads,
                headSize,
                layers,
                normEps,
                gainOffset,
                queryKeyNorm,
                outputNorms,
                biases,
                fusedProjections,
                activation,
                embeddingScale,
                attentionScale,
                attentionCap,
                logitCap,
                false,
                maxPositions,
                paddingId,
                eosIds);
    }

    /**
     * Reads the configuration of a model directory, or of an adapter's base model, without weights.
     *
     * @throws ModelException where a file is missing, broken, or asks for what is not supported
     */
    public static ModelConfig read(Path directory) {
        return ModelConfigReader.read(ModelDirectory.base(directory));
    }
}
