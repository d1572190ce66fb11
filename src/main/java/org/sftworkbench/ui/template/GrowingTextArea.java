package org.sftworkbench.ui.template;

import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;

/** A text area as high as its text, within bounds. FX thread only. */
final class GrowingTextArea extends TextArea {
    private static final int MAX_LINES = 9;
    private static final double PADDINGS = 22;
    private static final double SIDE_PADDINGS = 28;

    /** Few characters are narrower, in pixels: a line that is full of them has no more. */
    private static final double NARROWEST = 2;

    private final Text measure = new Text();
    private final int maxLines;
    private double height;

    GrowingTextArea() {
        this(MAX_LINES);
    }

    /**
     * @param maxLines lines after which it scrolls
     */
    GrowingTextArea(int maxLines) {
        this.maxLines = maxLines;
        setWrapText(true);
        setPrefRowCount(1);
        addEventFilter(KeyEvent.KEY_PRESSED, this::tab);
        textProperty().addListener(o -> requestLayout());
        widthProperty().addListener(o -> requestLayout());
    }

    /** Tab goes on to the next field, as in a form; the control itself does that for Ctrl+Tab. */
    private void tab(KeyEvent event) {
        if (event.getCode() == KeyCode.TAB && !event.isControlDown() && !event.isAltDown()) {
            event.consume();
            fireEvent(
                    new KeyEvent(
                            this,
                            this,
                            KeyEvent.KEY_PRESSED,
                            event.getCharacter(),
                            event.getText(),
                            KeyCode.TAB,
                            event.isShiftDown(),
                            true,
                            false,
                            false));
        }
    }

    /** Of a long text only the beginning is measured, which is as high as it may get. */
    @Override
    protected double computePrefHeight(double width) {
        double available = Math.max(60, getWidth() - SIDE_PADDINGS);
        int most = (int) (maxLines * available / NARROWEST);
        String text = getText() == null || getText().isEmpty() ? "x" : getText();
        String shown = text.length() > most ? text.substring(0, most) : text;
        if (measure.getWrappingWidth() != available
                || !measure.getFont().equals(getFont())
                || !measure.getText().equals(shown)) {
            measure.setFont(getFont());
            measure.setWrappingWidth(available);
            measure.setText("x");
            double line = measure.getLayoutBounds().getHeight();
            measure.setText(shown);
            double full = measure.getLayoutBounds().getHeight();
            height = Math.ceil(Math.min(full, maxLines * line) + PADDINGS);
        }
        return height;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
