package org.sftworkbench.model;

import java.nio.file.Path;
import java.util.List;

/**
 * The numbers of a decoder's {@code config.json} and {@code generation_config.json}.
 *
 * @param modelType {@code model_type}
 * @param vocabularySize V
 * @param hiddenSize width of the residual stream
 * @param intermediateSize width of the MLP
 * @param layers decoder layers
 * @param heads query heads H
 * @param keyValueHeads key and value heads; divides H
 * @param headSize D
 * @param rmsNormEps added under the root
 * @param ropeTheta base of the rotary embedding
 * @param tiedEmbeddings whether the output projection is the embedding
 * @param attentionBias whether the attention projections have biases
 * @param maxPositions longest sequence
 * @param eosIds end-of-sequence ids of the generation configuration, else of the configuration
 */
public record ModelConfig(
        String modelType,
        int vocabularySize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int heads,
        int keyValueHeads,
        int headSize,
        double rmsNormEps,
        double ropeTheta,
        boolean tiedEmbeddings,
        boolean attentionBias,
        int maxPositions,
        List<Integer> eosIds) {
    public ModelConfig {
        eosIds = List.copyOf(eosIds);
    }

    /**
     * Reads the configuration of a model directory, without its weights.
     *
     * @throws ModelException where a file is missing, broken, or asks for what is not supported
     */
    public static ModelConfig read(Path directory) {
        return ModelConfigReader.read(directory);
    }
}
