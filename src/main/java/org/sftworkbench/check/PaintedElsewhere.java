package org.sftworkbench.check;

/** A row whose painted mask belongs to other tokens than the row becomes. */
final class PaintedElsewhere {
    static final String NAME = "painted-mask-not-applied";

    private PaintedElsewhere() {}

    static Finding finding(Place row) {
        return new Finding(
                Severity.WARNING,
                NAME,
                "the row was painted by hand as other tokens than it becomes here, so the mask policy"
                        + " alone holds for it",
                "choose the template and tokenizer that it was painted with, or paint it anew",
                row);
    }
}
