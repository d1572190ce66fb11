package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.layout.FlowPane;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.FxTest;

class TokenChipTest extends FxTest {
    @Test
    void aTrainedTokenDiffersFromAMaskedOneInMoreThanColour() {
        TokenChip trained =
                runFx(() -> new TokenChip(" the", new TokenChip.Kind(true, false, false)));
        TokenChip masked =
                runFx(() -> new TokenChip(" the", new TokenChip.Kind(false, false, false)));
        layout(runFx(() -> new FlowPane(trained, masked)));
        doFx(
                () -> {
                    assertThat(trained.getText()).isEqualTo("␣the");
                    assertThat(trained.getBackground()).isNotEqualTo(masked.getBackground());
                    assertThat(trained.getBorder()).isNotEqualTo(masked.getBorder());
                });
    }
}
