package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.sftworkbench.template.TextRange;

/**
 * The look of each character of a template's source, one byte a character, so that the characters
 * whose look has changed are found at once and only they are styled anew.
 */
final class SourceStyles {
    /** What may be laid over the colour of a stretch. */
    enum Mark {
        PICKED,
        MATCHED,
        ERROR;

        private int bit() {
            return 16 << ordinal();
        }
    }

    private static final byte UNKNOWN = -1;
    private static final SyntaxKind[] KINDS = SyntaxKind.values();

    private final byte[] looks;

    private SourceStyles(byte[] looks) {
        this.looks = looks;
    }

    /** Characters of which nothing is known. */
    static SourceStyles unknown(int length) {
        byte[] looks = new byte[length];
        Arrays.fill(looks, UNKNOWN);
        return new SourceStyles(looks);
    }

    /**
     * @param stretches tile the source
     */
    static SourceStyles of(int length, List<SyntaxScanner.Stretch> stretches) {
        byte[] looks = new byte[length];
        for (SyntaxScanner.Stretch stretch : stretches) {
            Arrays.fill(
                    looks,
                    stretch.range().start(),
                    stretch.range().end(),
                    (byte) stretch.kind().ordinal());
        }
        return new SourceStyles(looks);
    }

    /** The same with some characters marked. */
    SourceStyles marked(TextRange range, Mark mark) {
        byte[] marked = looks.clone();
        for (int i = range.start(); i < Math.min(range.end(), marked.length); i++) {
            marked[i] |= (byte) mark.bit();
        }
        return new SourceStyles(marked);
    }

    /** What is left of these where characters were replaced by others. */
    SourceStyles replaced(int start, int removed, int inserted) {
        byte[] left = new byte[looks.length - removed + inserted];
        System.arraycopy(looks, 0, left, 0, start);
        Arrays.fill(left, start, start + inserted, UNKNOWN);
        int kept = looks.length - start - removed;
        System.arraycopy(looks, start + removed, left, start + inserted, kept);
        return new SourceStyles(left);
    }

    int length() {
        return looks.length;
    }

    /** From the first to the last character that looks otherwise here; empty for none. */
    TextRange changedFrom(SourceStyles before) {
        int from = Arrays.mismatch(looks, before.looks);
        if (from < 0) {
            return new TextRange(0, 0);
        }
        int to = looks.length;
        while (to > from && looks[to - 1] == before.looks[to - 1]) {
            to--;
        }
        return new TextRange(from, to);
    }

    /** Style classes for some of the characters. */
    StyleSpans<Collection<String>> spans(TextRange range) {
        StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
        spans.add(List.of(), 0);
        int start = range.start();
        for (int i = start + 1; i <= range.end(); i++) {
            if (i == range.end() || looks[i] != looks[start]) {
                spans.add(classes(looks[start]), i - start);
                start = i;
            }
        }
        return spans.create();
    }

    private static Collection<String> classes(byte look) {
        List<String> classes = new ArrayList<>(List.of(KINDS[look & 15].styleClass()));
        for (Mark mark : Mark.values()) {
            if ((look & mark.bit()) != 0) {
                classes.add(mark.name().toLowerCase(Locale.ROOT));
            }
        }
        return classes;
    }
}
