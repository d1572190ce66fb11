/** JavaFX helpers shared by the panes: dialogs, task runner, styles. Imports {@code job}. */
package org.sftworkbench.ui.common;
