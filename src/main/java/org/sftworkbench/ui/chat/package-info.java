/** The chat pane. Imports core packages, {@code engine}, {@code ui.common}; never another pane. */
package org.sftworkbench.ui.chat;
