package org.sftworkbench.data.file;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

/** An object of a row has a key twice, so that one of the two values would be lost. */
final class DuplicateKeyException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final int MOST_NAMED = 3;

    DuplicateKeyException(Set<String> keys) {
        super(
                "the same object has the key "
                        + keys.stream()
                                .limit(MOST_NAMED)
                                .map(JsonText::shortened)
                                .collect(Collectors.joining(" and "))
                        + (keys.size() > MOST_NAMED ? " and …" : "")
                        + " twice; keep one");
    }
}
