package org.sftworkbench.check.marks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.Span;
import org.sftworkbench.template.TextRange;

/** Follows what every piece of a template writes, conversation by conversation. */
final class PieceUses {
    private final SplitTemplate template;
    private final List<OutputTag> outputs;
    private final Map<SplitTemplate.Piece, PieceUse> uses = new LinkedHashMap<>();

    /** A piece whose use a block cannot say. */
    static final class UnclearPiece extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient SplitTemplate.Piece piece;

        UnclearPiece(SplitTemplate.Piece piece, String message) {
            super(message);
            this.piece = piece;
        }

        SplitTemplate.Piece piece() {
            return piece;
        }
    }

    PieceUses(SplitTemplate template, List<OutputTag> outputs) {
        this.template = template;
        this.outputs = outputs;
    }

    /**
     * @param example the conversation, a token for each character
     * @param spans who wrote each character, of the split template
     */
    void add(Conversation conversation, AnnotatedExample example, List<Span> spans)
            throws UnclearPiece {
        boolean[] trained = new boolean[example.text().length()];
        for (TokenView token : example.tokens()) {
            for (int i = token.start(); i < token.end(); i++) {
                trained[i] = token.trained();
            }
        }
        for (int from = 0; from < spans.size(); ) {
            Span first = spans.get(from);
            int to = from + 1;
            while (to < spans.size() && sameUse(first, spans.get(to))) {
                to++;
            }
            int end = spans.get(to - 1).end();
            String role =
                    first.message() < 0 ? "" : conversation.messages().get(first.message()).role();
            add(
                    template.piece(first.node()),
                    role,
                    example.text().substring(first.start(), end),
                    trainedPart(trained, first.start(), end));
            from = to;
        }
    }

    private static boolean sameUse(Span first, Span next) {
        return next.node().equals(first.node()) && next.message() == first.message();
    }

    private void add(SplitTemplate.Piece piece, String role, String text, TextRange trained)
            throws UnclearPiece {
        try {
            if (trained == null) {
                throw new PieceUse.Unclear("is trained in several parts");
            }
            uses.computeIfAbsent(piece, p -> new PieceUse())
                    .add(role, text, isLiteral(piece), trained);
        } catch (PieceUse.Unclear e) {
            throw new UnclearPiece(piece, e.getMessage());
        }
    }

    private boolean isLiteral(SplitTemplate.Piece piece) {
        return piece.output() < 0
                || OutputTag.isLiteral(outputs.get(piece.output()).operands().get(piece.index()));
    }

    /**
     * The one trained stretch between two characters, counted from the first; null where several.
     */
    private static TextRange trainedPart(boolean[] trained, int from, int to) {
        int start = from;
        while (start < to && !trained[start]) {
            start++;
        }
        int end = start;
        while (end < to && trained[end]) {
            end++;
        }
        for (int i = end; i < to; i++) {
            if (trained[i]) {
                return null;
            }
        }
        return start == to ? new TextRange(0, 0) : new TextRange(start - from, end - from);
    }

    /** The use of every piece that wrote something. */
    Map<SplitTemplate.Piece, PieceUse> all() {
        return uses;
    }
}
