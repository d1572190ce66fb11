package org.sftworkbench.ui.chat;

import java.util.List;
import org.sftworkbench.generate.AnswerDecoder.Fragment;

/**
 * A token that has come.
 *
 * @param token the token, without text
 * @param released what became part of the answer's text with it
 * @param stop the stop string that it completed; empty where it did not
 */
record WrittenToken(AnswerToken token, List<Fragment> released, String stop) {
    WrittenToken {
        released = List.copyOf(released);
    }
}
