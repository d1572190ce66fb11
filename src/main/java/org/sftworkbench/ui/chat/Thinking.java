package org.sftworkbench.ui.chat;

import java.util.List;

/**
 * Where an answer thinks aloud, between {@code <think>} and {@code </think>}.
 *
 * @param from first character, the tag's; -1 where there is no thinking
 * @param inner first character that is thought
 * @param innerEnd one past the last that is thought
 * @param to first character after it
 * @param closed whether the closing tag has come
 */
record Thinking(int from, int inner, int innerEnd, int to, boolean closed) {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";
    private static final Thinking NONE = new Thinking(-1, -1, -1, -1, false);

    /**
     * @param text of the answer
     * @param opened whether the prompt has opened the tag
     */
    static Thinking in(String text, boolean opened) {
        int tag = text.indexOf(OPEN);
        int close = text.indexOf(CLOSE);
        boolean begins = tag >= 0 && text.substring(0, tag).isBlank();
        if (!begins && !opened && close < 0) {
            return NONE;
        }
        if (!begins && tag >= 0 && tag < close && !opened) {
            // A tag in the middle of words is spoken about, not thought in.
            return NONE;
        }
        int from = begins ? tag : 0;
        int inner = begins ? tag + OPEN.length() : 0;
        if (close < inner) {
            return new Thinking(from, inner, text.length(), text.length(), false);
        }
        return new Thinking(from, inner, close, close + CLOSE.length(), true);
    }

    /**
     * Whether a prompt ends in the opening tag.
     *
     * @param names of its tokens, white space visible
     */
    static boolean isOpenedBy(List<String> names) {
        int from = Math.max(0, names.size() - 8);
        String end = String.join("", names.subList(from, names.size()));
        return end.replaceAll("[␣⏎]+$", "").endsWith(OPEN);
    }

    boolean isThere() {
        return from >= 0;
    }

    /** Whether a stretch of the text is a part of it, tags included. */
    boolean holds(int start) {
        return from >= 0 && start >= from && start < to;
    }

    /** Where the part of the text ends that a character is of: a tag, a thought or the rest. */
    int partEnd(int at) {
        for (int border : new int[] {from, inner, innerEnd, to}) {
            if (border > at) {
                return border;
            }
        }
        return Integer.MAX_VALUE;
    }

    /** What is thought, without its tags. */
    String thought(String text) {
        return isThere() ? text.substring(inner, innerEnd) : "";
    }

    /** The text for use elsewhere, where a block without a thought in it says nothing. */
    String withoutEmpty(String text) {
        return closed && thought(text).isBlank()
                ? (text.substring(0, from) + text.substring(to)).strip()
                : text;
    }

    /** Whether a stretch is of a tag. */
    boolean isTag(int start) {
        return holds(start) && (start < inner || start >= innerEnd);
    }
}
