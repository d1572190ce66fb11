package org.sftworkbench.template.runtime;

/** Which node is said to have written text that was captured before it is shown. */
public enum Authors {
    /** The one that wrote it into the captured part, as into a macro's or a variable's. */
    WRITING,
    /** The one that put it into the output at last. */
    SHOWING
}
