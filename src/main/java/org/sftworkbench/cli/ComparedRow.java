package org.sftworkbench.cli;

import java.util.List;
import org.sftworkbench.check.Comparison;
import org.sftworkbench.data.TokenView;

/**
 * A row as two templates or mask policies make it.
 *
 * @param row number in the file, from 1
 */
record ComparedRow(int row, ComparedSide left, ComparedSide right, Comparison comparison) {
    /** All of it as JSON. */
    record Json(int row, SideJson left, SideJson right, List<Integer[]> pairs, int differences) {}

    /** One side as JSON. */
    record SideJson(
            String template,
            String policy,
            String text,
            int[] inputIds,
            List<String> tokens,
            int[] lossMask) {}

    Json json() {
        return new Json(
                row,
                json(left),
                json(right),
                comparison.pairs().stream().map(ComparedRow::json).toList(),
                comparison.differences());
    }

    private static SideJson json(ComparedSide side) {
        List<TokenView> tokens = side.example().tokens();
        return new SideJson(
                side.template(),
                side.policy(),
                side.example().text(),
                side.example().example().inputIds(),
                tokens.stream().map(TokenView::token).toList(),
                tokens.stream().mapToInt(token -> token.trained() ? 1 : 0).toArray());
    }

    private static Integer[] json(Comparison.Pair pair) {
        return new Integer[] {
            pair.left() < 0 ? null : pair.left(),
            pair.right() < 0 ? null : pair.right(),
            pair.differs() ? 1 : 0
        };
    }
}
