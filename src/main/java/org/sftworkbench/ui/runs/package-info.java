/**
 * Past runs under the output root: their figures, overlays for the charts, comparison of their
 * configurations. Imports the core, the engine's messages and {@code ui.common}.
 */
package org.sftworkbench.ui.runs;
