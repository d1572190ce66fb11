/**
 * The {@code sft} commands: the same core as the window, without JavaFX. May import every package
 * but {@code ui}.
 */
package org.sftworkbench.cli;
