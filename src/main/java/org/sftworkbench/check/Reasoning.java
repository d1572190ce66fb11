package org.sftworkbench.check;

import java.util.Optional;
import org.sftworkbench.chat.Message;

/**
 * The reasoning of a message and where it stands in it.
 *
 * @param field the field it is in
 * @param start its first character there, blanks aside
 * @param end one past its last
 */
record Reasoning(String field, int start, int end) {
    static final String OPEN = "<think>";
    static final String CLOSE = "</think>";

    /** In a field of its own, else between think tags in the content. */
    static Optional<Reasoning> of(Message message) {
        for (String field : new String[] {"reasoning_content", "reasoning", "thinking"}) {
            if (message.fields().get(field) instanceof String text && !text.isBlank()) {
                return Optional.of(within(field, text, 0, text.length()));
            }
        }
        String content = message.text();
        int close = content.indexOf(CLOSE);
        if (close < 0) {
            return Optional.empty();
        }
        int open = content.lastIndexOf(OPEN, close);
        int from = open < 0 ? 0 : open + OPEN.length();
        return content.substring(from, close).isBlank()
                ? Optional.empty()
                : Optional.of(within("content", content, from, close));
    }

    private static Reasoning within(String field, String text, int from, int to) {
        int start = from;
        while (Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        int end = to;
        while (Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return new Reasoning(field, start, end);
    }
}
