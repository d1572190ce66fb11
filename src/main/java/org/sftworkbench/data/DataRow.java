package org.sftworkbench.data;

import org.sftworkbench.chat.Conversation;

/**
 * One row of a dataset.
 *
 * @param number from 1, counting rows of the file
 * @param line line of the file the row starts at, from 1
 * @param conversation what it says
 */
public record DataRow(int number, int line, Conversation conversation) {}
