package org.sftworkbench.data.fault;

import java.io.IOException;
import java.util.Locale;

/** A row that does not fit into memory, beside what else must. */
public final class RowTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param most bytes that a row may take
     */
    public RowTooLargeException(long most) {
        super(
                String.format(
                        Locale.ROOT,
                        "the row takes more than %,d bytes of memory, which do not fit in here: is it"
                                + " one row? Else give Java more memory (-Xmx)",
                        most));
    }
}
