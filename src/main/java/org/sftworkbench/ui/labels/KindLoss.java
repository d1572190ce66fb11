package org.sftworkbench.ui.labels;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.sftworkbench.data.RowLoss;
import org.sftworkbench.data.TokenKind;
import org.sftworkbench.data.TokenKinds;

/**
 * What the tokens of one kind add to the loss.
 *
 * @param counted those that are supervised
 * @param others those that are predicted but left out of the loss
 */
record KindLoss(TokenKind kind, RowLoss counted, RowLoss others) {
    private static final RowLoss NONE = new RowLoss(0, 0);

    /**
     * Splits a batch, every kind in the order of {@link TokenKind}.
     *
     * @param readings what a model made of each row; where empty, the sums are NaN
     */
    static List<KindLoss> of(LabelBatch batch, List<RowReading> readings, TokenKinds kinds) {
        Map<TokenKind, RowLoss> counted = new EnumMap<>(TokenKind.class);
        Map<TokenKind, RowLoss> others = new EnumMap<>(TokenKind.class);
        for (int r = 0; r < batch.rows().size(); r++) {
            LabelRow row = batch.rows().get(r);
            for (RowPart part : row.parts()) {
                List<TokenKind> own = kinds.of(part.annotated());
                // Nothing predicts a row's first token.
                for (int t = part.start() + 1; t < part.end(); t++) {
                    double nll = readings.isEmpty() ? Double.NaN : readings.get(r).nll()[t];
                    (row.isScored(t) ? counted : others)
                            .merge(
                                    own.get(t - part.start()),
                                    new RowLoss(nll, 1),
                                    (a, b) -> RowLoss.sum(List.of(a, b)));
                }
            }
        }
        List<KindLoss> all = new ArrayList<>();
        for (TokenKind kind : TokenKind.values()) {
            all.add(
                    new KindLoss(
                            kind,
                            counted.getOrDefault(kind, NONE),
                            others.getOrDefault(kind, NONE)));
        }
        return all;
    }
}
