package org.sftworkbench.ui.chat.saved;

/**
 * A conversation in a list.
 *
 * @param changed milliseconds since 1970
 * @param messages that are shown, of the longer side
 */
public record TalkSummary(String id, String title, long changed, int messages) {
    static TalkSummary of(SavedTalk talk) {
        int messages = talk.sides().stream().mapToInt(side -> side.path().size()).max().orElse(0);
        return new TalkSummary(talk.id(), talk.title(), talk.changed(), messages);
    }
}
