package org.sftworkbench.ui.template;

import javafx.scene.control.TextArea;
import javafx.scene.text.Text;

/** A text area as high as its text, within bounds. FX thread only. */
final class GrowingTextArea extends TextArea {
    private static final double MAX_LINES = 9;
    private static final double PADDINGS = 22;
    private static final double SIDE_PADDINGS = 28;

    private final Text measure = new Text();

    GrowingTextArea() {
        setWrapText(true);
        setPrefRowCount(1);
        textProperty().addListener(o -> requestLayout());
        widthProperty().addListener(o -> requestLayout());
    }

    @Override
    protected double computePrefHeight(double width) {
        measure.setFont(getFont());
        measure.setWrappingWidth(Math.max(60, getWidth() - SIDE_PADDINGS));
        measure.setText("x");
        double line = measure.getLayoutBounds().getHeight();
        measure.setText(getText() == null || getText().isEmpty() ? "x" : getText());
        double text = measure.getLayoutBounds().getHeight();
        return Math.ceil(Math.min(text, MAX_LINES * line) + PADDINGS);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
