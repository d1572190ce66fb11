package org.sftworkbench.check.marks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.template.Span;

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
     * @param real the same as it is trained
     * @param spans who wrote each character, of the split template
     */
    void add(
            Conversation conversation,
            AnnotatedExample example,
            AnnotatedExample real,
            List<Span> spans)
            throws UnclearPiece {
        WrittenText text = new WrittenText(example, real, spans);
        SplitTemplate.Piece previous = null;
        for (int from = 0; from < spans.size(); ) {
            Span first = spans.get(from);
            int to = from + 1;
            while (to < spans.size() && sameUse(first, spans.get(to))) {
                to++;
            }
            int end = spans.get(to - 1).end();
            String role =
                    first.message() < 0 ? "" : conversation.messages().get(first.message()).role();
            SplitTemplate.Piece piece = template.piece(first.node());
            boolean afterNothing = followsOperand(piece) && !isOperandBefore(previous, piece);
            try {
                uses.computeIfAbsent(piece, p -> new PieceUse())
                        .add(
                                text.written(
                                        first.start(), end, role, isLiteral(piece), afterNothing));
            } catch (PieceUse.Unclear e) {
                throw new UnclearPiece(piece, e.getMessage());
            }
            previous = piece;
            from = to;
        }
    }

    private static boolean sameUse(Span first, Span next) {
        return next.node().equals(first.node()) && next.message() == first.message();
    }

    /** Whether it stands behind an operand that may write nothing. */
    private boolean followsOperand(SplitTemplate.Piece piece) {
        return piece.output() >= 0
                && piece.index() > 0
                && !isLiteral(new SplitTemplate.Piece(piece.output(), piece.index() - 1));
    }

    private static boolean isOperandBefore(
            SplitTemplate.Piece previous, SplitTemplate.Piece piece) {
        return new SplitTemplate.Piece(piece.output(), piece.index() - 1).equals(previous);
    }

    private boolean isLiteral(SplitTemplate.Piece piece) {
        return piece.output() < 0
                || OutputTag.isLiteral(outputs.get(piece.output()).operands().get(piece.index()));
    }

    /** The use of every piece that wrote something. */
    Map<SplitTemplate.Piece, PieceUse> all() {
        return uses;
    }
}
