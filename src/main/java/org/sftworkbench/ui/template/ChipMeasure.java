package org.sftworkbench.ui.template;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.sftworkbench.ui.common.TokenChip;
import org.sftworkbench.ui.common.VisibleText;

/**
 * Tells how wide a token's chip will be, without making it. Lies invisibly in the scene to take its
 * font and paddings from the style sheets. FX thread only.
 */
final class ChipMeasure extends Region {
    private final TokenChip plain = new TokenChip("a", new TokenChip.Kind(false, false, false));
    private final TokenChip special = new TokenChip("a", new TokenChip.Kind(false, true, false));
    private final Text text = new Text();
    private final Map<String, Double> plainWidths = new HashMap<>();
    private final Map<String, Double> specialWidths = new HashMap<>();
    private Font measuredFont;

    ChipMeasure() {
        setManaged(false);
        setVisible(false);
        getChildren().addAll(plain, special);
    }

    /** Takes the style sheets' present font; to be called before a run of {@link #width}. */
    void begin() {
        if (measuredFont == null || measuredFont != plain.getFont()) {
            applyCss();
            measuredFont = plain.getFont();
            text.setFont(measuredFont);
            plainWidths.clear();
            specialWidths.clear();
        }
    }

    /** Width in pixels of a chip with this text. */
    double width(String name, boolean isSpecial) {
        Map<String, Double> widths = isSpecial ? specialWidths : plainWidths;
        Double known = widths.get(name);
        if (known == null) {
            known = measure(name, isSpecial ? special : plain);
            widths.put(name, known);
        }
        return known;
    }

    private double measure(String name, TokenChip like) {
        text.setText(VisibleText.of(name));
        return snapSizeX(
                text.getLayoutBounds().getWidth()
                        + like.getInsets().getLeft()
                        + like.getInsets().getRight());
    }
}
