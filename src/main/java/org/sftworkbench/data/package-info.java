/**
 * Dataset rows, loss-mask policies, labelled examples, collators: primitive arrays only. Imports
 * {@code chat}, {@code job}, {@code template}, {@code tokenizer}.
 */
package org.sftworkbench.data;
