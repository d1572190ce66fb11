/**
 * Writes {@code {% generation %}} blocks into a template around what a mask policy trains, and
 * proves by rendering that nothing else changes. Imports {@code chat}, {@code data}, {@code
 * template}, {@code tokenizer}.
 */
package org.sftworkbench.check.marks;
