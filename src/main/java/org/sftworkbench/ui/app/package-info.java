/** Composition root of the window: panes, threads, wiring. Imports everything but {@code cli}. */
package org.sftworkbench.ui.app;
