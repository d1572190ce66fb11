package org.sftworkbench.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A loaded model in a few figures.
 *
 * @param directory where it was read from
 * @param modelType {@code model_type} of its configuration
 * @param parameters number of weights, tied ones counted once
 * @param layers decoder layers
 * @param hiddenSize width
 * @param vocabularySize rows of the embedding
 * @param maxPositions longest sequence the configuration allows
 * @param eosIds end-of-sequence ids of the generation configuration
 * @param device what it computes on, such as {@code CPU, 2 threads}
 * @param adapted the whole model under it where it is an adapter
 */
public record ModelInfo(
        Path directory,
        String modelType,
        long parameters,
        int layers,
        int hiddenSize,
        int vocabularySize,
        int maxPositions,
        List<Integer> eosIds,
        String device,
        Optional<Path> adapted) {}
