package org.sftworkbench.ui.common.grid;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Widths of texts in one font, remembered. FX thread only. */
final class TextMeasure {
    private static final int REMEMBERED = 20_000;
    private static final String ELLIPSIS = "…";

    private final Font font;
    private final Text text = new Text();
    private final Map<String, Double> widths = new HashMap<>();

    TextMeasure(Font font) {
        this.font = font;
        text.setFont(font);
    }

    Font font() {
        return font;
    }

    double width(String s) {
        if (s.isEmpty()) {
            return 0;
        }
        if (widths.size() > REMEMBERED) {
            widths.clear();
        }
        return widths.computeIfAbsent(s, this::measure);
    }

    private double measure(String s) {
        text.setText(s);
        return text.getLayoutBounds().getWidth();
    }

    /** The text, cut with an ellipsis where it is wider than {@code room}. */
    String fit(String s, double room) {
        if (width(s) <= room) {
            return s;
        }
        int shortest = 0;
        int longest = s.length();
        while (shortest < longest) {
            int middle = (shortest + longest + 1) / 2;
            if (measure(s.substring(0, middle) + ELLIPSIS) <= room) {
                shortest = middle;
            } else {
                longest = middle - 1;
            }
        }
        if (shortest > 0 && Character.isHighSurrogate(s.charAt(shortest - 1))) {
            shortest--;
        }
        return s.substring(0, shortest) + ELLIPSIS;
    }
}
