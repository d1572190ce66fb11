package org.sftworkbench.ui.common.grid;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.css.CssMetaData;
import javafx.css.StyleConverter;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/** The colours that CSS has given a grid. FX thread only. */
final class GridPalette {
    private static final Map<GridColor, CssMetaData<CellGrid, Color>> META =
            new EnumMap<>(GridColor.class);

    static final List<CssMetaData<? extends Styleable, ?>> CSS_META_DATA;

    static {
        List<CssMetaData<? extends Styleable, ?>> all =
                new ArrayList<>(Region.getClassCssMetaData());
        for (GridColor color : GridColor.values()) {
            CssMetaData<CellGrid, Color> meta = metaData(color);
            META.put(color, meta);
            all.add(meta);
        }
        CSS_META_DATA = List.copyOf(all);
    }

    private final Map<GridColor, StyleableObjectProperty<Color>> colors =
            new EnumMap<>(GridColor.class);

    /**
     * @param changed told after a colour changed
     */
    GridPalette(CellGrid grid, Runnable changed) {
        for (GridColor color : GridColor.values()) {
            colors.put(color, property(grid, color, changed));
        }
    }

    Color get(GridColor color) {
        return colors.get(color).get();
    }

    private static StyleableObjectProperty<Color> property(
            CellGrid grid, GridColor color, Runnable changed) {
        return new StyleableObjectProperty<>(Color.web(color.fallback())) {
            @Override
            protected void invalidated() {
                get();
                changed.run();
            }

            @Override
            public CssMetaData<? extends Styleable, Color> getCssMetaData() {
                return META.get(color);
            }

            @Override
            public Object getBean() {
                return grid;
            }

            @Override
            public String getName() {
                return color.cssName();
            }
        };
    }

    private static CssMetaData<CellGrid, Color> metaData(GridColor color) {
        return new CssMetaData<>(
                color.cssName(), StyleConverter.getColorConverter(), Color.web(color.fallback())) {
            @Override
            public boolean isSettable(CellGrid grid) {
                return true;
            }

            @Override
            public StyleableProperty<Color> getStyleableProperty(CellGrid grid) {
                return grid.palette().colors.get(color);
            }
        };
    }
}
