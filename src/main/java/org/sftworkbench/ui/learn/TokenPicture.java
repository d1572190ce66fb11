package org.sftworkbench.ui.learn;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.ui.common.TokenChip;
import org.sftworkbench.ui.common.words.Words;

/** Tokens as chips, a line for each message, those in the loss underlined. FX thread only. */
record TokenPicture(Words words) implements TokenDrawing.Picture {
    @Override
    public List<Node> of(List<AnnotatedExample> examples) {
        List<Node> nodes = new ArrayList<>();
        for (AnnotatedExample example : examples) {
            nodes.addAll(lines(example.tokens()));
            Label caption =
                    new Label(
                            words.say(
                                    "{0} tokens, {1} of them in the loss (green and underlined)",
                                    example.tokens().size(),
                                    example.tokens().stream().filter(TokenView::trained).count()));
            caption.getStyleClass().add("hint");
            nodes.add(caption);
        }
        return nodes;
    }

    private static List<Node> lines(List<TokenView> tokens) {
        List<Node> lines = new ArrayList<>();
        FlowPane line = null;
        int message = Integer.MIN_VALUE;
        for (TokenView token : tokens) {
            if (line == null || token.message() != message) {
                line = new FlowPane(3, 4);
                lines.add(line);
                message = token.message();
            }
            line.getChildren()
                    .add(
                            new TokenChip(
                                    token.text(),
                                    new TokenChip.Kind(token.trained(), token.special(), false)));
        }
        return lines;
    }
}
