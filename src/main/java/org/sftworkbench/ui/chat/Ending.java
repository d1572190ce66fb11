package org.sftworkbench.ui.chat;

import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.VisibleText;
import org.sftworkbench.ui.common.words.Words;

/** How an answer ended. */
public sealed interface Ending {
    /** In a few words, for a chip beside the answer. */
    String said(Words words);

    /** Whether the model itself chose to end. */
    default boolean byItself() {
        return false;
    }

    /** Whether the model was kept from writing on, and could. */
    default boolean canGoOn() {
        return false;
    }

    /** With an end-of-sequence token. */
    record Stopped(String token) implements Ending {
        @Override
        public String said(Words words) {
            return words.say("stopped by {0}", token);
        }

        @Override
        public boolean byItself() {
            return true;
        }
    }

    /** With a text that the user had set as a stop string. */
    record AtText(String text) implements Ending {
        @Override
        public String said(Words words) {
            return words.say("stopped at the text “{0}”", VisibleText.of(text));
        }
    }

    /**
     * At the number of tokens it was allowed.
     *
     * @param tokens of the whole answer, with those it was given to write on from
     * @param modelFull whether the model's longest sequence was reached first
     */
    record Cut(int tokens, boolean modelFull) implements Ending {
        @Override
        public String said(Words words) {
            String count = Numbers.count(tokens);
            if (modelFull) {
                return words.say("cut at {0} tokens, the model’s longest sequence", count);
            }
            return tokens == 1
                    ? words.say("cut at 1 token, did not stop")
                    : words.say("cut at {0} tokens, did not stop", count);
        }

        @Override
        public boolean canGoOn() {
            return !modelFull;
        }
    }

    /** By the user. */
    record ByUser() implements Ending {
        @Override
        public String said(Words words) {
            return words.say("stopped by you");
        }

        @Override
        public boolean canGoOn() {
            return true;
        }
    }

    /** With the program, which ended while it was waited for or written. */
    record Interrupted() implements Ending {
        @Override
        public String said(Words words) {
            return words.say("interrupted when the program ended");
        }

        @Override
        public boolean canGoOn() {
            return true;
        }
    }

    /** The user has written it. */
    record Edited() implements Ending {
        @Override
        public String said(Words words) {
            return words.say("written by you");
        }
    }

    /** With an error, which the problem bar tells. */
    record Failed() implements Ending {
        @Override
        public String said(Words words) {
            return words.say("failed");
        }
    }
}
