package org.sftworkbench.data;

import java.io.IOException;
import java.util.Set;

/** An object of a row has a key twice, so that one of the two values would be lost. */
final class DuplicateKeyException extends IOException {
    private static final long serialVersionUID = 1L;

    DuplicateKeyException(Set<String> keys) {
        super("the same object has the key " + String.join(" and ", keys) + " twice; keep one");
    }
}
