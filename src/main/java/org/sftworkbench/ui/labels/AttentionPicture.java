package org.sftworkbench.ui.labels;

import java.util.List;
import org.sftworkbench.data.AttentionBlocks;

/**
 * What the attention matrix shows.
 *
 * @param blocks which positions see which
 * @param leakShown whether cells are marked that only the block mask keeps dark
 * @param tokens shape [T]: each position's token, as it is drawn
 * @param rows a name for each block
 */
record AttentionPicture(
        AttentionBlocks blocks, boolean leakShown, List<String> tokens, List<String> rows) {
    static final AttentionPicture EMPTY =
            new AttentionPicture(new AttentionBlocks(0, List.of()), false, List.of(), List.of());

    AttentionPicture {
        tokens = List.copyOf(tokens);
        rows = List.copyOf(rows);
    }
}
