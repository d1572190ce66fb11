package org.sftworkbench.check.marks;

/** Source of Jinja expressions. */
final class JinjaText {
    private JinjaText() {}

    /** A string literal. */
    static String quoted(String text) {
        return "'"
                + text.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + "'";
    }
}
