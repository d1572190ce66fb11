package org.sftworkbench.cli;

import org.sftworkbench.data.AnnotatedExample;

/**
 * A row as one template and mask policy make it.
 *
 * @param template file or name
 * @param policy as written on the command line
 */
record ComparedSide(String template, String policy, AnnotatedExample example) {
    String title() {
        return template + ", " + policy;
    }
}
