/**
 * Which tokens of a conversation count toward the loss: the policies, and how each is found in what
 * a template rendered. Imports {@code data.fault}, {@code chat}, {@code template}, {@code
 * tokenizer}.
 *
 * <p>{@link org.sftworkbench.data.mask.MaskPolicy} names them. By a Jinja template, {@link
 * org.sftworkbench.data.mask.TextMask} finds the stretches of characters, those of turns by {@link
 * org.sftworkbench.data.mask.AssistantTurns}, from which it follows which tokens are trained;
 * {@link org.sftworkbench.data.mask.BlockTokens} and {@link
 * org.sftworkbench.data.mask.CompletionMask} draw the line where a token lies across an edge, as
 * transformers and TRL do.
 */
package org.sftworkbench.data.mask;
