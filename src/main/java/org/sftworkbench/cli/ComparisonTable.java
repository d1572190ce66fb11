package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.sftworkbench.check.Comparison;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.TextWidth;
import org.sftworkbench.cli.console.TokenText;
import org.sftworkbench.data.TokenView;

/** Lists two encodings of a row side by side; what differs is marked with a sign and in colour. */
final class ComparisonTable {
    /** Tokens shown before and after a difference. */
    private static final int AROUND = 3;

    private static final int WIDTH = 36;

    private final Console console;
    private final boolean all;

    ComparisonTable(Console console, boolean all) {
        this.console = console;
        this.all = all;
    }

    void print(ComparedRow compared, Path file) {
        console.line(
                console.style()
                        .bold(
                                String.format(
                                        Locale.ROOT,
                                        "Row %d of %s: %,d of %,d places differ",
                                        compared.row(),
                                        file.getFileName(),
                                        compared.comparison().differences(),
                                        compared.comparison().pairs().size())));
        console.line("left   " + described(compared.left()));
        console.line("right  " + described(compared.right()));
        console.line();
        console.line(console.style().dim("   " + head("left") + head("right") + "why"));
        lines(compared);
    }

    private static String described(ComparedSide side) {
        long trained = side.example().tokens().stream().filter(TokenView::trained).count();
        return String.format(
                Locale.ROOT,
                "%s: %,d tokens, %,d trained",
                side.title(),
                side.example().tokens().size(),
                trained);
    }

    private static String head(String side) {
        return TextWidth.padded("    at  trained  " + side, WIDTH + 17) + "  ";
    }

    private void lines(ComparedRow compared) {
        List<Comparison.Pair> pairs = compared.comparison().pairs();
        List<String> left = TokenText.of(compared.left().example().tokens());
        List<String> right = TokenText.of(compared.right().example().tokens());
        boolean skipped = false;
        for (int p = 0; p < pairs.size(); p++) {
            if (!all && !nearDifference(pairs, p)) {
                skipped = true;
                continue;
            }
            if (skipped) {
                console.line(console.style().dim("   …"));
                skipped = false;
            }
            Comparison.Pair pair = pairs.get(p);
            String line =
                    cell(pair.left(), compared.left(), left)
                            + cell(pair.right(), compared.right(), right)
                            + why(pair);
            console.line(
                    pair.differs()
                            ? console.style().red("≠  " + line.stripTrailing())
                            : "   " + line.stripTrailing());
        }
        if (skipped) {
            console.line(console.style().dim("   …"));
        }
    }

    private static boolean nearDifference(List<Comparison.Pair> pairs, int at) {
        int from = Math.max(0, at - AROUND);
        int to = Math.min(pairs.size(), at + AROUND + 1);
        return pairs.subList(from, to).stream().anyMatch(Comparison.Pair::differs);
    }

    private static String cell(int index, ComparedSide side, List<String> texts) {
        if (index < 0) {
            return " ".repeat(WIDTH + 19);
        }
        String figures =
                String.format(
                        Locale.ROOT,
                        "%6d  %-7s  ",
                        index,
                        side.example().tokens().get(index).trained() ? "yes" : "–");
        return figures + TextWidth.padded(TextWidth.cut(texts.get(index), WIDTH), WIDTH) + "  ";
    }

    private static String why(Comparison.Pair pair) {
        if (pair.left() < 0) {
            return "only right";
        }
        if (pair.right() < 0) {
            return "only left";
        }
        return pair.trainedDiffers() ? "trained on one side" : "";
    }
}
