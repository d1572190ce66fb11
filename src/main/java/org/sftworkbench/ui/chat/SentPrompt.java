package org.sftworkbench.ui.chat;

/**
 * What was really sent for an answer.
 *
 * @param ids without what the answer was made to begin with; empty where nothing was sent
 * @param system the system prompt of then; empty for none
 * @param thinks whether the ids end in an open {@code <think>}
 */
record SentPrompt(int[] ids, String system, boolean thinks) {
    /** Nothing was sent: the user has written the answer. */
    static final SentPrompt NONE = new SentPrompt(new int[0], "", false);

    boolean isThere() {
        return ids.length > 0;
    }
}
