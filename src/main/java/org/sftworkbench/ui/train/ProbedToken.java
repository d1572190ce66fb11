package org.sftworkbench.ui.train;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.run.ProbeHistory;
import org.sftworkbench.template.Origin;

/**
 * A token of the conversation that is scored while a model learns.
 *
 * @param text what it stands for
 * @param trained whether it counts toward the loss
 * @param special whether it is a special token
 * @param format whether the template wrote it, rather than the row: a marker, a role, an end of
 *     turn
 */
public record ProbedToken(String text, boolean trained, boolean special, boolean format) {
    static List<ProbedToken> of(AnnotatedExample example) {
        return example.tokens().stream()
                .map(
                        token ->
                                new ProbedToken(
                                        token.text().isEmpty() ? token.token() : token.text(),
                                        token.trained(),
                                        token.special(),
                                        token.special()
                                                || token.origin() instanceof Origin.TemplateText))
                .toList();
    }

    /** As a run's directory keeps them: of the format, only special tokens are told there. */
    static List<ProbedToken> of(ProbeHistory probe) {
        List<ProbedToken> tokens = new ArrayList<>();
        for (int t = 0; t < probe.tokens().size(); t++) {
            String text = probe.tokens().get(t);
            boolean special = text.startsWith("<|") && text.endsWith("|>");
            tokens.add(new ProbedToken(text, probe.trained().get(t), special, special));
        }
        return tokens;
    }

    /** Which of the means it belongs to. */
    Part part() {
        if (format) {
            return Part.FORMAT;
        }
        return trained ? Part.ANSWER : Part.PROMPT;
    }

    /** What a conversation is made of, as far as learning goes. */
    enum Part {
        /** What the template writes. */
        FORMAT,
        /** What the row says and the model is to learn. */
        ANSWER,
        /** What the row says and the model is only told. */
        PROMPT
    }
}
