package org.sftworkbench.starter;

/** What the facts of the little world are about. */
public enum Topic {
    PEOPLE,
    ANIMALS,
    WORDS
}
