package org.sftworkbench.ui.chat;

import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.words.Words;

/** A number of tokens in words: “1 token”, “2,048 tokens”. */
final class TokenCount {
    private TokenCount() {}

    static String of(int tokens, Words words) {
        return tokens == 1 ? words.say("1 token") : words.say("{0} tokens", Numbers.count(tokens));
    }
}
