/**
 * The rows of a file as it holds them, before anything is made of their columns: JSON, JSON lines,
 * CSV, plain text and Parquet, each row with the place where it can be read again. Nothing in a
 * file is trusted: a bad row spoils no other, and none takes more memory than it should. Imports
 * {@code data.fault}, {@code disk}, {@code tokenizer}.
 */
package org.sftworkbench.data.file;
