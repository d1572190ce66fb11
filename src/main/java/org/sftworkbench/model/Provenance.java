package org.sftworkbench.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a model comes from, and what of it is kept.
 *
 * @param directory the one that was asked for
 * @param base the one with the weights; the same, but for adapters
 * @param storedAs the type each of the layout's weights is written in
 * @param precision the type they are held in
 * @param generating whether it was read to generate only
 * @param adapters on them
 * @param adapterConfig PEFT's description, where there are adapters
 * @param stored where each of the layout's weights was read; empty where it was made
 */
record Provenance(
        Path directory,
        Path base,
        List<TensorType> storedAs,
        Precision precision,
        boolean generating,
        LoraAdapters adapters,
        Optional<JsonNode> adapterConfig,
        Function<DecoderLayout.Slot, Optional<StoredTensor>> stored) {}
