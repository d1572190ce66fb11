package org.sftworkbench.check;

import java.util.List;

/** One way in which a row may go wrong. */
interface RowCheck {
    /** The check's name, such as {@code no-trained-token}. */
    String name();

    /** What there is to say about a row that could be encoded; empty where all is well. */
    List<Finding> check(RowUnderCheck row);

    /** A finding of this check. */
    default Finding finding(Severity severity, String message, String remedy, Place place) {
        return new Finding(severity, name(), message, remedy, place);
    }
}
