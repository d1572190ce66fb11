package org.sftworkbench.check;

import java.util.List;

/** A token id for which the model has no embedding. */
final class IdBeyondEmbedding implements RowCheck {
    @Override
    public String name() {
        return "id-beyond-embedding";
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        int rows = row.setup().model().embeddingRows();
        int[] ids = row.example().example().inputIds();
        for (int t = 0; rows > 0 && t < ids.length; t++) {
            if (ids[t] >= rows) {
                return List.of(
                        finding(
                                Severity.ERROR,
                                "the token "
                                        + row.example().tokens().get(t).token()
                                        + " has the id "
                                        + ids[t]
                                        + ", but the model's embedding has "
                                        + rows
                                        + " rows",
                                "take the tokenizer that belongs to the model, or enlarge the"
                                        + " embedding after adding tokens",
                                row.place()
                                        .atMessage(row.example().tokens().get(t).message())
                                        .atTokens(t, t + 1)));
            }
        }
        return List.of();
    }
}
