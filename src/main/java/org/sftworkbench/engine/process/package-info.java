/**
 * The engine in a process of its own: commands and events as JSON in packets over its standard
 * streams. Imports {@code engine} and what its messages are made of.
 */
package org.sftworkbench.engine.process;
