/** Conversations as files. Imports {@code chat} and {@code disk}. */
package org.sftworkbench.ui.chat.saved;
