package org.sftworkbench.ui.train;

import org.sftworkbench.data.TokenKind;
import org.sftworkbench.ui.common.words.Words;

/** Names what a probed conversation is made of. FX thread only. */
record ProbeWords(Words words) {
    String name(ProbedToken.Part part) {
        return switch (part) {
            case FORMAT -> words.say("format");
            case REASONING -> words.say("reasoning");
            case CONTENT -> words.say("content");
            case TRAINED -> words.say("trained");
            case UNTRAINED -> words.say("not trained");
        };
    }

    String meaning(ProbedToken.Part part) {
        return switch (part) {
            case FORMAT ->
                    words.say(
                            "Trained tokens that are marks of the template, ends of turns or white"
                                    + " space");
            case REASONING -> words.say("Trained tokens of what is thought before the answer");
            case CONTENT -> words.say("Trained tokens of what is said");
            case TRAINED -> words.say("Tokens that count toward the loss");
            case UNTRAINED ->
                    words.say("Tokens that do not count toward the loss, such as the prompt");
        };
    }

    String name(TokenKind kind) {
        return switch (kind) {
            case CONTENT -> words.say("content");
            case REASONING -> words.say("reasoning");
            case END_OF_TURN -> words.say("end of turn");
            case SCAFFOLDING -> words.say("scaffolding");
            case WHITE_SPACE -> words.say("white space");
        };
    }
}
