package org.sftworkbench.ui.labels;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;

/**
 * The colours of an attention matrix, as the style sheet gives them: each the background of a node
 * of no size, whose style class is {@code attention-} and the colour's name. FX thread only.
 */
final class AttentionColors {
    /** What is coloured. */
    enum Part {
        BACK,
        SEES,
        SEES_OTHER,
        LEAKS,
        LEAKS_LINE,
        PADDING_LINE,
        BORDER,
        TEXT,
        MUTED,
        ACTIVE
    }

    private final Map<Part, Region> swatches = new EnumMap<>(Part.class);

    /**
     * @param changed told after a colour changed
     */
    AttentionColors(Runnable changed) {
        for (Part part : Part.values()) {
            Region swatch = new Region();
            swatch.setManaged(false);
            swatch.getStyleClass()
                    .add("attention-" + part.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            swatch.backgroundProperty().addListener((p, old, now) -> changed.run());
            swatches.put(part, swatch);
        }
    }

    List<Region> swatches() {
        return List.copyOf(swatches.values());
    }

    Paint get(Part part) {
        Background background = swatches.get(part).getBackground();
        return background == null || background.getFills().isEmpty()
                ? Color.GRAY
                : background.getFills().get(0).getFill();
    }
}
