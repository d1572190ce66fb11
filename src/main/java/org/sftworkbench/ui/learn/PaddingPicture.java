package org.sftworkbench.ui.learn;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.ui.common.VisibleText;
import org.sftworkbench.ui.common.grid.CellGrid;
import org.sftworkbench.ui.common.grid.CellKind;
import org.sftworkbench.ui.common.grid.GridBlock;
import org.sftworkbench.ui.common.grid.GridCell;
import org.sftworkbench.ui.common.grid.GridContent;
import org.sftworkbench.ui.common.grid.GridLine;
import org.sftworkbench.ui.common.words.Words;

/**
 * Prompts of different lengths filled up to one length, with attention mask and position ids. FX
 * thread only.
 *
 * @param left whether the filler stands on the left
 */
record PaddingPicture(Words words, boolean left) implements TokenDrawing.Picture {
    @Override
    public List<Node> of(List<AnnotatedExample> examples) {
        int length = examples.stream().mapToInt(e -> e.tokens().size()).max().orElse(0);
        List<GridBlock> blocks = new ArrayList<>();
        for (AnnotatedExample example : examples) {
            blocks.add(block(example.tokens(), length, blocks.size() + 1));
        }
        CellGrid grid = new CellGrid();
        grid.setContent(new GridContent(length, blocks));
        grid.setColumnTitle(words.say("position"));
        return List.of(grid);
    }

    private GridBlock block(List<TokenView> tokens, int length, int number) {
        int padding = length - tokens.size();
        int offset = left ? padding : 0;
        List<GridCell> ids = new ArrayList<>();
        List<GridCell> mask = new ArrayList<>();
        List<GridCell> positions = new ArrayList<>();
        for (int t = 0; t < length; t++) {
            int token = t - offset;
            boolean filler = token < 0 || token >= tokens.size();
            ids.add(
                    filler
                            ? GridCell.of("pad", "", CellKind.PADDING)
                            : GridCell.of(
                                    VisibleText.of(tokens.get(token).text()), "", CellKind.MASKED));
            mask.add(GridCell.figure(filler ? 0 : 1, filler));
            // As the trainer and the generator have them: running on the right, held at 0 on the
            // left.
            positions.add(GridCell.figure(left ? Math.max(0, token) : t, filler));
        }
        return new GridBlock(
                words.say("Row {0}", number),
                words.say("{0} tokens, {1} padding", tokens.size(), padding),
                List.of(
                        new GridLine(words.say("input ids"), GridLine.Height.TALL, false, ids),
                        new GridLine(
                                words.say("attention mask"), GridLine.Height.SHORT, false, mask),
                        new GridLine(
                                words.say("position ids"),
                                GridLine.Height.SHORT,
                                false,
                                positions)),
                List.of());
    }
}
