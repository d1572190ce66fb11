/**
 * What comes back in a window that was closed or killed: settings of the panes, layout, drafts.
 * Imports the panes' view models, {@code session} and {@code ui.common}.
 */
package org.sftworkbench.ui.session;
