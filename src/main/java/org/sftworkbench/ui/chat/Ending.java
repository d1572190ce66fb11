package org.sftworkbench.ui.chat;

import org.sftworkbench.ui.common.Numbers;

/** How an answer ended. */
public sealed interface Ending {
    /** In a few words, for a chip beside the answer. */
    String words();

    /** Whether the model itself chose to end. */
    default boolean byItself() {
        return false;
    }

    /** With an end-of-sequence token. */
    record Stopped(String token) implements Ending {
        @Override
        public String words() {
            return "stopped by " + token;
        }

        @Override
        public boolean byItself() {
            return true;
        }
    }

    /**
     * At the number of tokens it was allowed.
     *
     * @param tokens written
     * @param modelFull whether the model's longest sequence was reached first
     */
    record Cut(int tokens, boolean modelFull) implements Ending {
        @Override
        public String words() {
            String at = "cut at " + Numbers.count(tokens, "token", "tokens");
            return modelFull ? at + ", the model’s longest sequence" : at + ", did not stop";
        }
    }

    /** By the user. */
    record ByUser() implements Ending {
        @Override
        public String words() {
            return "stopped by you";
        }
    }

    /** With an error, which the problem bar tells. */
    record Failed() implements Ending {
        @Override
        public String words() {
            return "failed";
        }
    }
}
