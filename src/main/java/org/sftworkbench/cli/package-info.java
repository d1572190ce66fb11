/** The {@code sft} commands. Imports everything but {@code ui}. */
package org.sftworkbench.cli;
