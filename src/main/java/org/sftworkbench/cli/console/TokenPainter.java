package org.sftworkbench.cli.console;

import java.util.List;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.TokenView;

/**
 * Writes an example's tokens in lines: those that are trained underlined and in colour, or in
 * brackets where there is no colour; the others dim. Lines break after a line feed and between
 * messages.
 */
public final class TokenPainter {
    private static final int ROLE_WIDTH = 10;

    private final Console console;

    public TokenPainter(Console console) {
        this.console = console;
    }

    /** What the signs mean. */
    public void legend() {
        Style style = console.style();
        console.line(
                mark("trained", true)
                        + style.dim(" counts toward the loss · ")
                        + mark("masked", false)
                        + style.dim(" is only read · ⏎ line feed · | between tokens"));
    }

    public void paint(AnnotatedExample example) {
        List<TokenView> tokens = example.tokens();
        List<String> texts = TokenText.of(tokens);
        int room = Math.max(20, console.width() - ROLE_WIDTH - 1);
        StringBuilder line = new StringBuilder();
        int used = 0;
        String role = "";
        boolean opens = true;
        for (int i = 0; i < tokens.size(); i++) {
            boolean otherMessage = i > 0 && tokens.get(i).message() != tokens.get(i - 1).message();
            boolean trained = tokens.get(i).trained();
            int width = TextWidth.of(texts.get(i)) + (trained && !console.style().ansi() ? 2 : 0);
            boolean fed = i > 0 && endsLine(tokens, i - 1);
            if (used > 0 && (otherMessage || fed || used + 1 + width > room)) {
                write(opens ? role : "", line);
                opens = otherMessage;
                used = 0;
            }
            if (used > 0) {
                line.append(console.style().dim("|"));
                used++;
            }
            role = tokens.get(i).role();
            line.append(mark(texts.get(i), trained));
            used += width;
        }
        if (used > 0) {
            write(opens ? role : "", line);
        }
    }

    /** A line feed that a message opens with stays with what follows. */
    private static boolean endsLine(List<TokenView> tokens, int i) {
        boolean opens = i == 0 || tokens.get(i).message() != tokens.get(i - 1).message();
        String text = tokens.get(i).text();
        return text.endsWith("\n") && !(opens && text.equals("\n"));
    }

    private String mark(String text, boolean trained) {
        Style style = console.style();
        if (!trained) {
            return style.dim(text);
        }
        return style.ansi() ? style.trained(text) : "[" + text + "]";
    }

    private void write(String role, StringBuilder line) {
        console.line(
                console.style().cyan(TextWidth.padded(TextWidth.cut(role, ROLE_WIDTH), ROLE_WIDTH))
                        + " "
                        + line);
        line.setLength(0);
    }
}
