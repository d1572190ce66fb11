package org.sftworkbench.ui.app;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/** Draws the window's icon: a row of tokens of which some count. */
final class WindowIcon {
    private static final Color GROUND = Color.web("#0d2136");
    private static final Color MASKED = Color.web("#7d8fa3");
    private static final Color TRAINED = Color.web("#2da44e");
    private static final Color LINE = Color.web("#7ee2a0");

    /* Each token: column, row, width in sixteenths of the icon; trained or not. */
    private static final int[][] TOKENS = {
        {2, 3, 3, 0}, {6, 3, 6, 0}, {2, 7, 5, 0}, {8, 7, 6, 1}, {2, 11, 8, 1}, {11, 11, 3, 1}
    };

    private WindowIcon() {}

    /** The icon in the sizes that window systems ask for. */
    static List<Image> sizes() {
        return IntStream.of(16, 32, 48, 64, 128).mapToObj(WindowIcon::draw).toList();
    }

    private static Image draw(int size) {
        WritableImage image = new WritableImage(size, size);
        PixelWriter pixels = image.getPixelWriter();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                pixels.setColor(x, y, colour((x + 0.5) * 16 / size, (y + 0.5) * 16 / size));
            }
        }
        return image;
    }

    private static Color colour(double x, double y) {
        double cornerX = Math.max(Math.max(3 - x, x - 13), 0);
        double cornerY = Math.max(Math.max(3 - y, y - 13), 0);
        if (Math.hypot(cornerX, cornerY) > 3) {
            return Color.TRANSPARENT;
        }
        for (int[] token : TOKENS) {
            if (x >= token[0] && x < token[0] + token[2] && y >= token[1] && y < token[1] + 2.5) {
                boolean trained = token[3] == 1;
                return trained ? (y >= token[1] + 1.8 ? LINE : TRAINED) : MASKED;
            }
        }
        return GROUND;
    }
}
