/** Conversations as files. Imports {@code chat} alone. */
package org.sftworkbench.ui.chat.saved;
