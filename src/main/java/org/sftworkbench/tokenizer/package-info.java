/**
 * Text to token ids and back, with character spans. DJL's tokenizers are touched in one class only.
 * Imports nothing of ours.
 */
package org.sftworkbench.tokenizer;
