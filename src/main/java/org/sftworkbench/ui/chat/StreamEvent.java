package org.sftworkbench.ui.chat;

import java.util.List;
import org.sftworkbench.generate.AnswerDecoder.Fragment;

/** What an engine's event means for the answers, decoded. */
sealed interface StreamEvent {
    /** After such an event nothing more comes. */
    sealed interface Last extends StreamEvent {}

    /** What the answer of the only row begins with by the user's wish. */
    record Began(List<WrittenToken> given) implements StreamEvent {}

    /**
     * One decoding step.
     *
     * @param rows one per prompt; null for rows that had ended before
     * @param nanoTime when it was told
     */
    record Wrote(List<WrittenToken> rows, long nanoTime) implements StreamEvent {}

    /**
     * All rows have ended.
     *
     * @param endings how, one per prompt
     * @param rests text that only became complete with the end, one per prompt
     */
    record Finished(List<Ending> endings, List<List<Fragment>> rests) implements Last {}

    /**
     * The engine gave up before it was done, or was told to before it began.
     *
     * @param message for the user; empty where the user asked for it
     */
    record GaveUp(String message) implements Last {}
}
