package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.text.Font;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.common.words.Language;

class ChineseFontTest extends FxTest {
    @Test
    void aFontForSimplifiedChineseIsPreferred() {
        assertThat(ChineseFont.of(List.of("Arial", "SimSun", "Noto Sans CJK SC")))
                .contains("Noto Sans CJK SC");
        assertThat(ChineseFont.of(List.of("Arial", "Noto Sans CJK JP"))).isEmpty();
    }

    @Test
    void theWindowIsDrawnWithItWhileItSpeaksChinese() {
        List<String> installed = runFx(Font::getFamilies);
        Assumptions.assumeTrue(
                ChineseFont.of(installed).isPresent(), "this machine has no font for Chinese");
        Label label = new Label("学习");
        BorderPane root = new BorderPane(label);
        ChineseFont font = new ChineseFont(root);
        layout(root);
        String before = family(root, label);
        doFx(() -> assertThat(font.use(Language.CHINESE)).isTrue());
        assertThat(family(root, label)).isEqualTo(ChineseFont.of(installed).orElseThrow());
        doFx(() -> font.use(Language.ENGLISH));
        assertThat(family(root, label)).isEqualTo(before);
    }

    @Test
    void lettersThatNoFontHasAreToldFromThoseThatAreDrawn() {
        assertThat(runFx(() -> ChineseFont.areDrawn("A", "B"))).isTrue();
        // Two code points that Unicode has given to no letter.
        assertThat(runFx(() -> ChineseFont.areDrawn("\u0378", "\u0379"))).isFalse();
    }

    private static String family(BorderPane root, Label label) {
        return runFx(
                () -> {
                    root.applyCss();
                    return label.getFont().getFamily();
                });
    }
}
