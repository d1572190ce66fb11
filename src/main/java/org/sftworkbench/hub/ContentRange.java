package org.sftworkbench.hub;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes an answer of status 206 holds (RFC 9110, section 14.4).
 *
 * @param first position of the first byte
 * @param last position of the last byte
 * @param total bytes of the whole file; -1 where the server does not say
 */
record ContentRange(long first, long last, long total) {
    private static final Pattern FORM =
            Pattern.compile("bytes +([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

    /** What a header says; empty where it says nothing of the kind. */
    static Optional<ContentRange> parse(String header) {
        Matcher form = FORM.matcher(header.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        String total = form.group(3);
        return Optional.of(
                new ContentRange(
                        Long.parseLong(form.group(1)),
                        Long.parseLong(form.group(2)),
                        total.equals("*") ? -1 : Long.parseLong(total)));
    }

    /** Whether it is the rest of a file from a position on. */
    boolean isRest(long from, long size) {
        return first == from && last == size - 1 && (total == size || total == -1);
    }
}
