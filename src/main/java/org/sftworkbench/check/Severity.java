package org.sftworkbench.check;

/** How much a finding weighs. */
public enum Severity {
    /** Training on this goes wrong: nothing is learned, or the wrong thing. */
    ERROR,
    /** Often a mistake, sometimes meant. */
    WARNING,
    /** Good to know; nothing need be done. */
    NOTE;

    /** As written in output, such as {@code error}. */
    public String displayed() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
