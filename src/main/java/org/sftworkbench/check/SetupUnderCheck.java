package org.sftworkbench.check;

import java.util.OptionalInt;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * What the setup checks ask about.
 *
 * @param tokenizer the tokenizer
 * @param model the model it is used with
 * @param endOfTurn id that the template ends an answer with; empty where it ends none, or where
 *     this is not known
 */
record SetupUnderCheck(Tokenizer tokenizer, ModelFacts model, OptionalInt endOfTurn) {
    /** An id as the user knows it, such as {@code <|im_end|> (151645)}. */
    String named(int id) {
        return tokenizer.tokenOf(id).map(token -> token + " (" + id + ")").orElse("id " + id);
    }
}
