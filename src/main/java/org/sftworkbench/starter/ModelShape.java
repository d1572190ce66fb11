package org.sftworkbench.starter;

/**
 * The size of the starter model, a Qwen3 decoder with tied embeddings.
 *
 * @param hiddenSize width of the residual stream
 * @param layers decoder layers
 * @param heads query heads
 * @param keyValueHeads key and value heads
 * @param headSize width of a head
 * @param intermediateSize width of the MLP
 * @param maxPositions longest sequence
 */
public record ModelShape(
        int hiddenSize,
        int layers,
        int heads,
        int keyValueHeads,
        int headSize,
        int intermediateSize,
        int maxPositions) {

    /** Weights in all for a vocabulary, the tied embedding counted once. */
    public long parameters(int vocabularySize) {
        long attention = 2L * hiddenSize * headSize * (heads + keyValueHeads);
        long mlp = 3L * hiddenSize * intermediateSize;
        long norms = 2L * hiddenSize + 2L * headSize;
        return (long) vocabularySize * hiddenSize + layers * (attention + mlp + norms) + hiddenSize;
    }
}
