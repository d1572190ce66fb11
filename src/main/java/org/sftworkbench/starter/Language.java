package org.sftworkbench.starter;

/** The two languages of the little world. */
public enum Language {
    EN,
    ZH
}
