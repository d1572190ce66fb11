package org.sftworkbench.ui.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javafx.scene.Node;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.Labels;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.ui.common.VisibleText;
import org.sftworkbench.ui.common.grid.CellGrid;
import org.sftworkbench.ui.common.grid.CellKind;
import org.sftworkbench.ui.common.grid.GridBlock;
import org.sftworkbench.ui.common.grid.GridCell;
import org.sftworkbench.ui.common.grid.GridContent;
import org.sftworkbench.ui.common.grid.GridLine;
import org.sftworkbench.ui.common.grid.GridLink;
import org.sftworkbench.ui.common.words.Words;

/**
 * Input ids with the labels of both conventions below them, from a little before the first trained
 * token on. FX thread only.
 */
record LabelPicture(Words words) implements TokenDrawing.Picture {
    private static final int BEFORE = 3;

    @Override
    public List<Node> of(List<AnnotatedExample> examples) {
        CellGrid grid = new CellGrid();
        grid.setContent(content(examples.get(0)));
        grid.setColumnTitle(words.say("column"));
        return List.of(grid);
    }

    private GridContent content(AnnotatedExample example) {
        boolean[] trained = example.example().trained();
        int first =
                IntStream.range(0, trained.length).filter(t -> trained[t]).findFirst().orElse(0);
        int from = Math.max(0, first - BEFORE);
        List<TokenView> tokens = example.tokens();
        int[] shifted = example.example().shiftedLabels();
        int[] aligned = example.example().alignedLabels();
        int columns = tokens.size() - from;
        List<GridLine> lines =
                List.of(
                        line(
                                words.say("input ids"),
                                false,
                                columns,
                                t -> input(tokens.get(from + t))),
                        line(
                                words.say("labels, shifted"),
                                true,
                                columns,
                                t -> label(shifted[from + t], tokens, from + t + 1)),
                        line(
                                words.say("labels, aligned"),
                                false,
                                columns,
                                t -> label(aligned[from + t], tokens, from + t)));
        List<GridLink> links = new ArrayList<>();
        for (int t = 0; t < columns; t++) {
            if (shifted[from + t] != Labels.IGNORE) {
                links.add(new GridLink(0, t, 1, t, GridLink.Kind.PREDICTS));
            }
        }
        return new GridContent(
                columns,
                List.of(
                        new GridBlock(
                                words.say("The end of the row"),
                                words.say("each position is scored on the token after it"),
                                lines,
                                links)));
    }

    private static GridLine line(
            String title, boolean arrows, int columns, IntFunction<GridCell> cell) {
        return new GridLine(
                title,
                GridLine.Height.TALL,
                arrows,
                IntStream.range(0, columns).mapToObj(cell).toList());
    }

    private static GridCell input(TokenView token) {
        return GridCell.of(
                VisibleText.of(token.text()),
                Integer.toString(token.id()),
                token.trained() ? CellKind.TRAINED : CellKind.MASKED);
    }

    private static GridCell label(int label, List<TokenView> tokens, int of) {
        return label == Labels.IGNORE
                ? GridCell.of(Integer.toString(label), "", CellKind.IGNORED)
                : GridCell.of(
                        VisibleText.of(tokens.get(of).text()),
                        Integer.toString(label),
                        CellKind.TRAINED);
    }
}
