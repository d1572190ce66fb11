package org.sftworkbench.template;

/** Who wrote a run of characters of a rendering. */
public sealed interface Origin {
    /**
     * Text that stands in the template itself, or that the template computed (a number, a key, a
     * date).
     */
    record TemplateText() implements Origin {}

    /**
     * Characters copied from an input value.
     *
     * @param path where the value stands in the input, such as {@code messages[2].content} or
     *     {@code bos_token}
     * @param message index of the message the value belongs to, or -1 where it belongs to none
     * @param offset index of the run's first character in that value, in UTF-16 units; -1 where the
     *     value was re-encoded on the way ({@code tojson}, {@code upper} of a character that grows,
     *     …)
     */
    record Input(String path, int message, int offset) implements Origin {
        /**
         * Where the value stands in its message, such as {@code content} or {@code
         * tool_calls[0].function.arguments.role}; the whole path where it belongs to none.
         */
        public String field() {
            if (message < 0) {
                return path;
            }
            String within = path.substring(path.indexOf(']') + 1);
            return within.startsWith(".") ? within.substring(1) : within;
        }

        /** Whether it is part of what a message says: its role only tells who speaks. */
        public boolean isSaidBy(int index) {
            return index >= 0 && message == index && !field().equals("role");
        }
    }
}
