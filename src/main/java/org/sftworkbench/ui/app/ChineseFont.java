package org.sftworkbench.ui.app;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Font;
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
     * @return whether there is one; where not, squares may be drawn instead of letters
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
        return family.isPresent();
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
