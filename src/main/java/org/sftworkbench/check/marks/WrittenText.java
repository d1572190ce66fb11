package org.sftworkbench.check.marks;

import java.util.BitSet;
import java.util.List;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.Origin;
import org.sftworkbench.template.Span;

/** A rendered conversation, and which of its characters are trained. */
final class WrittenText {
    private final String text;
    private final BitSet trained;
    private final BitSet trainedInTokens;
    private final BitSet fixed = new BitSet();

    /**
     * @param example a token for each character
     * @param real the same as it is trained
     * @param spans who wrote each character
     */
    WrittenText(AnnotatedExample example, AnnotatedExample real, List<Span> spans) {
        this.text = example.text();
        this.trained = trained(example);
        this.trainedInTokens = trained(real);
        for (Span span : spans) {
            fixed.set(span.start(), span.end(), isFixed(span.origin()));
        }
    }

    private static BitSet trained(AnnotatedExample example) {
        BitSet trained = new BitSet();
        for (TokenView token : example.tokens()) {
            if (token.trained()) {
                trained.set(token.start(), token.end());
            }
        }
        return trained;
    }

    /** Whether it does not hang on what is said: the template's, a role or a special token. */
    private static boolean isFixed(Origin origin) {
        return !(origin instanceof Origin.Input input)
                || (input.message() >= 0
                        ? input.field().equals("role")
                        : input.path().endsWith("_token"));
    }

    /**
     * What a piece has written between two characters.
     *
     * @throws PieceUse.Unclear where it cannot be said which part of it is trained
     */
    PieceUse.Written written(int from, int to, String role, boolean literal, boolean afterNothing)
            throws PieceUse.Unclear {
        int start = trained.nextSetBit(from);
        boolean none = start < 0 || start >= to;
        int first = none ? from : start;
        int last = none ? from : Math.min(to, trained.nextClearBit(first));
        int again = trained.nextSetBit(last);
        if (!none && again >= 0 && again < to) {
            throw new PieceUse.Unclear("is trained in several parts");
        }
        TrainedPart part = TrainedPart.of(text.substring(from, to), first - from, last - from);
        if (!literal && !(isFixed(from, none ? from : first) && isFixed(none ? to : last, to))) {
            throw new PieceUse.Unclear(
                    "writes text of which only a part is trained, but does not say where that"
                            + " part begins or ends; let it write the part in an expression of"
                            + " its own");
        }
        return new PieceUse.Written(
                role,
                text.substring(from, to),
                literal,
                part,
                literal ? late(first, last) : 0,
                afterNothing);
    }

    private boolean isFixed(int from, int to) {
        return fixed.nextClearBit(from) >= to;
    }

    /** How many trained characters a token takes that begins before the trained stretch. */
    private int late(int first, int last) {
        if (first == 0 || trained.get(first - 1)) {
            return 0;
        }
        int begun = trainedInTokens.nextSetBit(first);
        return (begun < 0 ? last : Math.min(last, begun)) - first;
    }
}
