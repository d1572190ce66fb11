/**
 * The window's sentences in the user's language, switchable while it runs.
 *
 * <p>Keys are the English sentences themselves, so that code and layouts read plainly; the {@code
 * zh.json} beside each pane's layout gives the Chinese ones.
 */
package org.sftworkbench.ui.common.words;
