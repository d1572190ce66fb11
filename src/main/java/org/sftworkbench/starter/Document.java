package org.sftworkbench.starter;

/**
 * One document of the corpus.
 *
 * @param body what it says
 * @param closed whether it is followed by the end-of-text token; else the next document follows
 *     after an empty line
 */
public record Document(Phrase body, boolean closed) {}
