package org.sftworkbench.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.TokenKind;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.engine.ProbedRow;
import org.sftworkbench.run.ProbeHistory;

/**
 * A token of the conversation that is scored while a model learns.
 *
 * @param text what it stands for
 * @param trained whether it counts toward the loss
 * @param special whether it is a special token
 * @param kind what it is there for; empty where the run does not say
 */
public record ProbedToken(String text, boolean trained, boolean special, Optional<TokenKind> kind) {
    /**
     * @param kinds shape [T]
     */
    static List<ProbedToken> of(AnnotatedExample example, List<TokenKind> kinds) {
        List<ProbedToken> tokens = new ArrayList<>();
        for (int t = 0; t < kinds.size(); t++) {
            TokenView token = example.tokens().get(t);
            tokens.add(
                    new ProbedToken(
                            token.text().isEmpty() ? token.token() : token.text(),
                            token.trained(),
                            token.special(),
                            Optional.of(kinds.get(t))));
        }
        return tokens;
    }

    /** As a run's directory keeps them, which tells special tokens by their marks alone. */
    static List<ProbedToken> of(ProbeHistory probe) {
        List<TokenKind> kinds = ProbedRow.kinds(probe);
        List<ProbedToken> tokens = new ArrayList<>();
        for (int t = 0; t < probe.tokens().size(); t++) {
            String text = probe.tokens().get(t);
            tokens.add(
                    new ProbedToken(
                            text,
                            probe.trained().get(t),
                            text.startsWith("<|") && text.endsWith("|>"),
                            kinds.isEmpty() ? Optional.empty() : Optional.of(kinds.get(t))));
        }
        return tokens;
    }

    /** Which of the means it belongs to. */
    Part part() {
        if (!trained) {
            return Part.UNTRAINED;
        }
        return kind.map(Part::of).orElse(Part.TRAINED);
    }

    /** What a conversation is made of, as far as learning goes. */
    enum Part {
        /** What the model is to learn of the form: marks, ends of turns, white space. */
        FORMAT,
        /** What it is to think before it answers. */
        REASONING,
        /** What it is to say. */
        CONTENT,
        /** What it is to learn, where nobody knows of which kind it is. */
        TRAINED,
        /** What it is only told. */
        UNTRAINED;

        private static Part of(TokenKind kind) {
            return switch (kind) {
                case CONTENT -> CONTENT;
                case REASONING -> REASONING;
                case END_OF_TURN, SCAFFOLDING, WHITE_SPACE -> FORMAT;
            };
        }
    }
}
