/**
 * Commands in, events out; owns the one thread that touches DJL. Imports every package above it.
 */
package org.sftworkbench.engine;
