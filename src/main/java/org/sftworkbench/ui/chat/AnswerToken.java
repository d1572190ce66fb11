package org.sftworkbench.ui.chat;

import java.util.List;

/**
 * A token of an answer.
 *
 * @param id its id
 * @param name what it is called in a drawing
 * @param text the words that became complete with it, or a special token's name; empty in the
 *     middle of a character
 * @param special whether it is a special token
 * @param probability the model's own when it was written; NaN where it was not measured
 * @param alternatives the likeliest tokens in its place, likeliest first; empty where they were not
 *     measured
 * @param given whether it was put there by the user rather than written
 */
public record AnswerToken(
        int id,
        String name,
        String text,
        boolean special,
        double probability,
        List<Alternative> alternatives,
        boolean given) {
    public AnswerToken {
        alternatives = List.copyOf(alternatives);
    }

    /** Words of the user's, which are no token. */
    static AnswerToken writtenByHand(String text) {
        return new AnswerToken(-1, "", text, false, Double.NaN, List.of(), true);
    }

    /** Whether it is no token at all, but what the user has written. */
    boolean isWrittenByHand() {
        return id < 0;
    }

    /** The same with more text. */
    AnswerToken with(String more) {
        return new AnswerToken(id, name, text + more, special, probability, alternatives, given);
    }

    /** The same before any of its text has come. */
    AnswerToken withoutText() {
        return new AnswerToken(id, name, "", special, probability, alternatives, given);
    }

    /** Another token in this one's place, put there by the user. */
    AnswerToken replaced(Alternative by) {
        return new AnswerToken(by.id(), by.name(), "", false, by.probability(), alternatives, true);
    }
}
