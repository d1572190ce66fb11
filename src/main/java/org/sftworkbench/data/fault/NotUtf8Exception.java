package org.sftworkbench.data.fault;

import java.io.IOException;
import java.util.Locale;

/** Bytes that are not UTF-8. */
public final class NotUtf8Exception extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param offset where the first such byte stands in the file, from 0
     * @param value that byte
     */
    public NotUtf8Exception(long offset, byte value) {
        super(
                String.format(
                        Locale.ROOT,
                        "not UTF-8: the byte 0x%02X at offset %d of the file; save the file in the"
                                + " encoding UTF-8",
                        value,
                        offset));
    }
}
