package org.sftworkbench.cli.console;

import java.util.List;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.TokenView;

/** Lists an example's tokens, one a line, with id, mask, both kinds of labels and role. */
public final class TokenTable {
    private final Console console;

    public TokenTable(Console console) {
        this.console = console;
    }

    public void print(AnnotatedExample example) {
        Columns columns = Columns.of(6, "at", "id", "trained", "label", "shifted label");
        int[] labels = example.example().alignedLabels();
        int[] shifted = example.example().shiftedLabels();
        List<String> texts = TokenText.of(example.tokens());
        console.line(console.style().dim(columns.head() + "  role        token"));
        for (int t = 0; t < labels.length; t++) {
            TokenView token = example.tokens().get(t);
            String figures =
                    columns.line(
                            Integer.toString(t),
                            Integer.toString(token.id()),
                            token.trained() ? "yes" : "–",
                            Integer.toString(labels[t]),
                            Integer.toString(shifted[t]));
            String role = TextWidth.padded(TextWidth.cut(token.role(), 10), 10);
            String line = figures + "  " + role + "  ";
            console.line(
                    token.trained()
                            ? line + console.style().trained(texts.get(t))
                            : console.style().dim(line + texts.get(t)));
        }
    }
}
