package org.sftworkbench.check;

/** A row that cannot become tokens at all. */
final class Unencodable {
    static final String NAME = "cannot-be-encoded";

    private Unencodable() {}

    static Finding finding(RuntimeException why, Place row) {
        return new Finding(
                Severity.ERROR,
                NAME,
                why.getMessage(),
                "leave the row out, or take the tokenizer that it was made with",
                row);
    }
}
