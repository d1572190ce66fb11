/**
 * Sampling and batched, left-padded generation. Imports {@code chat}, {@code template}, {@code
 * tokenizer}, {@code model}, {@code job}.
 *
 * <p>{@link org.sftworkbench.generate.PaddedPrompts} pads prompts on the left, {@link
 * org.sftworkbench.generate.Generator} continues them a token at a time, and {@link
 * org.sftworkbench.generate.Sampler} chooses each from its logits.
 */
package org.sftworkbench.generate;
