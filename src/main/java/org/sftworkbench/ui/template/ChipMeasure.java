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
    private final Map<String, Double> textWidths = new HashMap<>();
    private Font measuredFont;

    ChipMeasure() {
        setManaged(false);
        setVisible(false);
        getChildren().addAll(plain, special);
    }

    /** Width in pixels of a chip with this text. */
    double width(String name, boolean isSpecial) {
        TokenChip like = isSpecial ? special : plain;
        if (measuredFont == null || measuredFont != like.getFont()) {
            applyCss();
            measuredFont = like.getFont();
            text.setFont(measuredFont);
            textWidths.clear();
        }
        double textWidth = textWidths.computeIfAbsent(name, this::measure);
        return snapSizeX(textWidth + like.getInsets().getLeft() + like.getInsets().getRight());
    }

    private double measure(String name) {
        text.setText(VisibleText.of(name));
        return text.getLayoutBounds().getWidth();
    }
}
