package org.sftworkbench.ui.template;

import org.sftworkbench.template.TextRange;

/**
 * A text while it is edited in a control that drops carriage returns and other control characters:
 * what the control cannot show stays in the text where nothing was changed. FX thread only.
 */
final class ShownText {
    private String whole;
    private String shown;

    /**
     * @param whole the text with all its characters; null for none
     */
    ShownText(String whole) {
        this.whole = whole;
        this.shown = whole == null ? null : visible(whole);
    }

    /** What the control shows. */
    String shown() {
        return shown;
    }

    /** The text with all its characters, as edited. */
    String whole() {
        return whole;
    }

    /** Takes what the control shows after an edit. */
    void edit(String now) {
        if (now == null || whole == null) {
            whole = now;
        } else if (!now.equals(shown)) {
            int shorter = Math.min(now.length(), shown.length());
            int prefix = 0;
            while (prefix < shorter && now.charAt(prefix) == shown.charAt(prefix)) {
                prefix++;
            }
            int suffix = 0;
            while (suffix < shorter - prefix
                    && now.charAt(now.length() - 1 - suffix)
                            == shown.charAt(shown.length() - 1 - suffix)) {
                suffix++;
            }
            int to = shown.length() - suffix;
            whole =
                    whole.substring(0, after(prefix))
                            + now.substring(prefix, now.length() - suffix)
                            + whole.substring(after(to));
        }
        shown = now;
    }

    /** Characters of the whole text as they are shown. */
    TextRange shown(TextRange inWhole) {
        return new TextRange(inShown(inWhole.start()), inShown(inWhole.end()));
    }

    /** Characters of the whole text, from those shown. */
    TextRange whole(TextRange inShown) {
        int start = before(inShown.start());
        return new TextRange(start, Math.max(start, after(inShown.end())));
    }

    private int inShown(int at) {
        if (whole == null || whole.length() == shown.length()) {
            return at;
        }
        int count = 0;
        for (int i = 0; i < Math.min(at, whole.length()); i++) {
            count += isShown(whole.charAt(i)) ? 1 : 0;
        }
        return count;
    }

    /** Just before the shown character at a place; the whole length where there is none. */
    private int before(int place) {
        if (whole == null || whole.length() == shown.length()) {
            return place;
        }
        int at = 0;
        for (int seen = 0; at < whole.length(); at++) {
            if (isShown(whole.charAt(at)) && seen++ == place) {
                break;
            }
        }
        return at;
    }

    /** Just after so many shown characters. */
    private int after(int count) {
        return count == 0 ? 0 : before(count - 1) + 1;
    }

    private static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.chars().filter(c -> isShown((char) c)).forEach(c -> shown.append((char) c));
        return shown.toString();
    }

    /** As JavaFX decides for a text of several lines. */
    private static boolean isShown(char c) {
        return c == '\n' || c == '\t' || (c >= 0x20 && c != 0x7F);
    }
}
