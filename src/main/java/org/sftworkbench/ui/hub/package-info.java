/**
 * The pane of the models: what is on this machine, and what a Hub has. Imports {@code hub}, the
 * core and {@code ui.common}.
 */
package org.sftworkbench.ui.hub;
