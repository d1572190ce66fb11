/**
 * The window's sentences in the user's language, switchable while it runs.
 *
 * <p>Keys are the English sentences themselves, so that code and layouts read plainly; the {@code
 * zh.json} beside each pane's layout gives the Chinese ones.
 *
 * <p>The core knows no languages: what it says in English is told in another when it is shown, by
 * the sentences of {@code check.zh.json}, {@code data.zh.json} and so on here, one file for each of
 * its packages. A new message there wants its line in one of them.
 */
package org.sftworkbench.ui.common.words;
