/**
 * The starter base model: its little world, the corpus, the byte-level BPE trainer and the recipe;
 * scoring of held-out questions. Imports the core packages.
 */
package org.sftworkbench.starter;
