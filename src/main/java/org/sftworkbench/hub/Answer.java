package org.sftworkbench.hub;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An answer to a request, after redirects: 200, 206 or 416.
 *
 * @param from the address that gave it
 * @param body to be closed
 */
record Answer(URI from, int status, HttpHeaders headers, AnswerBody body) implements AutoCloseable {
    /** Strong validators only; a weak one does not promise the same bytes. */
    private static final Pattern STRONG = Pattern.compile("\"[\\x21\\x23-\\x7E]{1,256}\"");

    /** The tag of the file's very bytes, with its quotation marks. */
    Optional<String> strongTag() {
        return headers.firstValue("ETag").map(String::strip).filter(Answer::isStrong);
    }

    static boolean isStrong(String tag) {
        return STRONG.matcher(tag).matches();
    }

    /** Bytes of the body as declared; -1 where it is not. */
    long declaredLength() {
        try {
            return headers.firstValueAsLong("Content-Length").orElse(-1);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    public void close() {
        body.close();
    }
}
