package org.sftworkbench.ui.chat.saved;

/**
 * A conversation in a list.
 *
 * @param changed milliseconds since 1970
 * @param messages that are shown, of the longer side
 */
public record TalkSummary(String id, String title, long changed, int messages) {
    /** As it stands in the list. */
    public static TalkSummary of(SavedTalk talk) {
        return new TalkSummary(talk.id(), talk.title(), talk.changed(), talk.messages());
    }
}
