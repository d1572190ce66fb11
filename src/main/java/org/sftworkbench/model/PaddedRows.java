package org.sftworkbench.model;

/**
 * Right-padded rows and what each position should predict. Arrays are row-major, shape [B, T].
 *
 * @param rows B
 * @param length T
 * @param ids token ids, any valid id where there is padding
 * @param targets the next token where it is supervised, else -1
 * @param others the next token where it is a real token that is not supervised, else -1
 */
public record PaddedRows(int rows, int length, int[] ids, int[] targets, int[] others) {}
