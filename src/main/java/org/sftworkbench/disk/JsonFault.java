package org.sftworkbench.disk;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** Says what is wrong with JSON, without what only programmers read in the library's words. */
public final class JsonFault {
    private static final Pattern SOURCE =
            Pattern.compile("\\[Source: [^;]*; line: (\\d+), column: (\\d+)]");

    private JsonFault() {}

    /** The library's sentence, other places in it as line and column. */
    public static String of(JsonProcessingException error) {
        return SOURCE.matcher(error.getOriginalMessage()).replaceAll("line $1, column $2");
    }
}
