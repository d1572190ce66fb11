/**
 * The known ways in which fine-tunes go wrong, found before training: checks over a tokenizer, a
 * template and rows, each naming the place and the remedy; and the repairs that can be proved by
 * rendering. Imports {@code chat}, {@code data}, {@code template}, {@code tokenizer}.
 */
package org.sftworkbench.check;
