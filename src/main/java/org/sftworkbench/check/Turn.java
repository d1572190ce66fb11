package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.Origin;

/**
 * An assistant message's part of a row, in token indices.
 *
 * @param message index of the message
 * @param first first token that the message's turn wrote
 * @param end one past the last
 * @param endOfTurn the token that ends the answer; -1 where none does
 */
record Turn(int message, int first, int end, int endOfTurn) {
    /** The turns of all assistant messages that left a token. */
    static List<Turn> of(
            Conversation conversation, AnnotatedExample example, Set<String> turnEnds) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < conversation.messages().size(); i++) {
            if (conversation.messages().get(i).role().equalsIgnoreCase("assistant")) {
                int message = i;
                List<TokenView> tokens = example.tokens();
                int first = first(tokens, message);
                if (first < tokens.size()) {
                    int end = end(tokens, message);
                    turns.add(
                            new Turn(
                                    message,
                                    first,
                                    end,
                                    endOfTurn(tokens, first, end, message, turnEnds)));
                }
            }
        }
        return turns;
    }

    private static int first(List<TokenView> tokens, int message) {
        int t = 0;
        while (t < tokens.size() && tokens.get(t).message() != message) {
            t++;
        }
        return t;
    }

    private static int end(List<TokenView> tokens, int message) {
        int t = tokens.size();
        while (tokens.get(t - 1).message() != message) {
            t--;
        }
        return t;
    }

    private static int endOfTurn(
            List<TokenView> tokens, int first, int end, int message, Set<String> turnEnds) {
        int written = first - 1;
        for (int t = first; t < end; t++) {
            if (isWritten(tokens.get(t), message)) {
                written = t;
            }
        }
        for (int t = written + 1; t < end; t++) {
            if (turnEnds.contains(tokens.get(t).token())) {
                return t;
            }
        }
        // A model may end its turns with a special token that no list of well-known ones has.
        for (int t = written + 1; t < end && written >= first; t++) {
            if (tokens.get(t).special()) {
                return t;
            }
        }
        return -1;
    }

    /** Whether a token came from what a message says, its role aside. */
    static boolean isWritten(TokenView token, int message) {
        return token.origin() instanceof Origin.Input input && input.isSaidBy(message);
    }

    /** First token of the turn that is trained, or -1. */
    int firstTrained(AnnotatedExample example) {
        for (int t = first; t < end; t++) {
            if (example.tokens().get(t).trained()) {
                return t;
            }
        }
        return -1;
    }
}
