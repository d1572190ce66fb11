package org.sftworkbench.tokenizer;

import java.util.Optional;

/**
 * The special tokens {@code tokenizer_config.json} names.
 *
 * @param bos beginning of sequence
 * @param eos end of sequence (in chat models, end of turn)
 * @param pad padding
 * @param unk unknown
 */
public record SpecialTokens(
        Optional<String> bos, Optional<String> eos, Optional<String> pad, Optional<String> unk) {}
