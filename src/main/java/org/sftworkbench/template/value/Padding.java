package org.sftworkbench.template.value;

/** Fills texts up to a width counted in code points. */
final class Padding {
    private final Budget budget;

    Padding(Budget budget) {
        this.budget = budget;
    }

    Text left(Text text, long width, String fill) {
        return pad(text, missing(text, width), 0, fill);
    }

    Text right(Text text, long width, String fill) {
        return pad(text, 0, missing(text, width), fill);
    }

    /** Python's {@code str.center}: with an odd rest, the side depends on the width. */
    Text center(Text text, long width, String fill) {
        long missing = missing(text, width);
        long before = missing / 2 + (missing & width & 1);
        return pad(text, before, missing - before, fill);
    }

    /** Centres as format specifications do: the odd one goes after. */
    Text middle(Text text, long width, String fill) {
        long missing = missing(text, width);
        return pad(text, missing / 2, missing - missing / 2, fill);
    }

    /** Python's {@code str.zfill}: zeros after the sign. */
    Text zeros(Text text, long width) {
        boolean signed = text.string().startsWith("-") || text.string().startsWith("+");
        int sign = signed ? 1 : 0;
        return new TextBuilder(budget)
                .append(text.slice(0, sign))
                .append(left(text.slice(sign, text.length()), width - sign, "0"))
                .toText();
    }

    private static long missing(Text text, long width) {
        return Math.max(0, width - text.string().codePointCount(0, text.length()));
    }

    private Text pad(Text text, long before, long after, String fill) {
        if (before + after == 0) {
            return text;
        }
        budget.copying(text.length() + before + after);
        return new TextBuilder(budget)
                .append(fill.repeat((int) before))
                .append(text)
                .append(fill.repeat((int) after))
                .toText()
                .asMarkup(text.markup());
    }
}
