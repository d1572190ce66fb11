package org.sftworkbench.cli.console;

import java.util.List;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.Labels;

/** Writes tokens and, below each, the token it should predict: shifted labels at a glance. */
public final class LabelLines {
    private static final int BEFORE = 4;

    private final Console console;

    public LabelLines(Console console) {
        this.console = console;
    }

    /** Shows where the first answer begins, as far as the terminal is wide. */
    public void paint(AnnotatedExample example) {
        int[] shifted = example.example().shiftedLabels();
        List<String> texts = TokenText.of(example.tokens());
        int first = 0;
        while (first < shifted.length && shifted[first] == Labels.IGNORE) {
            first++;
        }
        StringBuilder inputs = new StringBuilder("input    ");
        StringBuilder targets = new StringBuilder("target   ");
        int used = inputs.length();
        for (int t = Math.max(0, first - BEFORE); t < shifted.length; t++) {
            boolean counts = shifted[t] != Labels.IGNORE;
            String target = counts ? texts.get(t + 1) : Integer.toString(Labels.IGNORE);
            int width = Math.max(TextWidth.of(texts.get(t)), TextWidth.of(target));
            if (used + width + 2 > console.width()) {
                break;
            }
            used += width + 2;
            inputs.append(TextWidth.padded(texts.get(t), width)).append("  ");
            String padding = " ".repeat(width - TextWidth.of(target) + 2);
            targets.append(counts ? console.style().trained(target) : console.style().dim(target))
                    .append(padding);
        }
        console.line(inputs.toString().stripTrailing());
        console.line(targets.toString().stripTrailing());
    }
}
