package org.sftworkbench.disk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says what is wrong with JSON, without what only programmers read in the library's words. */
public final class JsonFault {
    private static final Pattern SOURCE =
            Pattern.compile("\\[Source: [^;]*; line: (\\d+), column: (\\d+)]");

    /** Where the library's programmer could allow it. */
    private static final Pattern ADVICE =
            Pattern.compile("(, from|: enable) `[^`]*`( to allow)?| \\(consider enabling .*");

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private JsonFault() {}

    /**
     * The library's sentence, other places in it as line and column; of a value of a wrong kind,
     * where it stands.
     */
    public static String of(JsonProcessingException error) {
        if (error instanceof UnrecognizedPropertyException unknown) {
            return "\"" + place(unknown) + "\" is nothing that such a file holds";
        }
        if (error instanceof JsonMappingException wrong) {
            return wrong.getPath().isEmpty()
                    ? "it holds something else than such a file"
                    : "\"" + place(wrong) + "\" holds what cannot stand there";
        }
        String sentence =
                SOURCE.matcher(error.getOriginalMessage()).replaceAll("line $1, column $2");
        return printable(ADVICE.matcher(sentence).replaceAll(""));
    }

    /** The text with a sign in place of each control character and half character. */
    public static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("\uFFFD");
    }

    /** Such as {@code sides[0].turns[2].text}. */
    private static String place(JsonMappingException wrong) {
        return wrong.getPath().stream()
                .map(
                        at ->
                                at.getFieldName() == null
                                        ? "[" + at.getIndex() + "]"
                                        : "." + at.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
