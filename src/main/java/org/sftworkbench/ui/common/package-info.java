/**
 * What the panes share: FXML loading, background tasks, problems in the user's words, token looks,
 * file dialogs and {@code base.css}. Imports {@code job}.
 */
package org.sftworkbench.ui.common;
