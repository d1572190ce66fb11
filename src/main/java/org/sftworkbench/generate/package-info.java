/**
 * Sampling and batched, left-padded generation. Imports {@code chat}, {@code template}, {@code
 * tokenizer}, {@code model}, {@code job}.
 */
package org.sftworkbench.generate;
