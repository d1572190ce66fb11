package org.sftworkbench.ui.app;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.sftworkbench.ui.common.words.Language;

/**
 * The font that Chinese is drawn with. Left to itself the toolkit takes Chinese letters from
 * whatever font has them, often one made for Japanese or Traditional Chinese, where signs look
 * otherwise. FX thread only.
 */
final class ChineseFont {
    /** Made for Simplified Chinese: those of Linux, of Windows, of macOS. */
    private static final List<String> FAMILIES =
            List.of(
                    "Noto Sans CJK SC",
                    "Noto Sans SC",
                    "Source Han Sans SC",
                    "Source Han Sans CN",
                    "Microsoft YaHei UI",
                    "Microsoft YaHei",
                    "PingFang SC",
                    "Hiragino Sans GB",
                    "WenQuanYi Micro Hei",
                    "WenQuanYi Zen Hei",
                    "SimSun");

    /** No letter of the standard size is wider or higher, in pixels. */
    private static final int SIDE = 40;

    private final Parent root;
    private String sheet = "";

    /**
     * @param root of the window
     */
    ChineseFont(Parent root) {
        this.root = root;
        root.sceneProperty().addListener((p, old, now) -> moved(old, now));
    }

    /** The scene has the sheet, not its root, as dialogs take over what their owner's scene has. */
    private void moved(Scene old, Scene now) {
        if (old != null) {
            old.getStylesheets().remove(sheet);
        }
        if (now != null && !sheet.isEmpty()) {
            now.getStylesheets().add(sheet);
        }
    }

    /**
     * Draws the window with the font for a language.
     *
     * @return whether its letters are drawn, by one of these fonts or by what the toolkit falls
     *     back to; where not, squares stand in their place
     */
    boolean use(Language language) {
        moved(root.getScene(), null);
        sheet = "";
        if (language != Language.CHINESE) {
            return true;
        }
        Optional<String> family = of(Font.getFamilies());
        sheet = family.map(ChineseFont::sheet).orElse("");
        moved(null, root.getScene());
        return family.isPresent() || areDrawn("学", "模");
    }

    /** Whether two letters look different: those that no font has are the same square. */
    static boolean areDrawn(String one, String other) {
        return !Arrays.equals(pixels(one), pixels(other));
    }

    private static int[] pixels(String letter) {
        Text text = new Text(letter);
        new Scene(new Group(text));
        SnapshotParameters around = new SnapshotParameters();
        around.setViewport(new Rectangle2D(0, -SIDE, SIDE, 2 * SIDE));
        int[] pixels = new int[2 * SIDE * SIDE];
        text.snapshot(around, null)
                .getPixelReader()
                .getPixels(0, 0, SIDE, 2 * SIDE, PixelFormat.getIntArgbInstance(), pixels, 0, SIDE);
        return pixels;
    }

    /** The best of the families that are installed. */
    static Optional<String> of(Collection<String> installed) {
        return FAMILIES.stream().filter(installed::contains).findFirst();
    }

    private static String sheet(String family) {
        String css = ".root { -fx-font-family: \"" + family + "\"; }";
        return "data:text/css;base64,"
                + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }
}
