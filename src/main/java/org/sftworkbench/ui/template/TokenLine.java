package org.sftworkbench.ui.template;

/**
 * A line of the token flow.
 *
 * @param from index of its first token
 * @param to one past its last token
 * @param message index of the message its tokens belong to, or -1
 * @param role that message's role, or the empty string
 * @param opensMessage whether it is the first line of its message
 */
record TokenLine(int from, int to, int message, String role, boolean opensMessage) {}
