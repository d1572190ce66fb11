package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run need not be finished for its model to be talked to. */
class StoppedRunInChatTest extends StarterWindow {
    @TempDir private Path home;

    @Test
    void itsNewestCheckpointIsOfferedWhereThereIsNoFineTunedModel() throws IOException {
        open(home);
        Path step =
                Files.createDirectories(
                        workbenchFiles.runs().resolve("a-run/checkpoints/step-00000181"));
        Files.writeString(step.resolve("adapter_config.json"), "{}");

        doFx(() -> workbench.window().goTo(Section.CHAT));
        waitUntil("it is offered", () -> isOffered("Chat with a-run · step 181"));
        doFx(
                () ->
                        buttons()
                                .filter(button -> button.getText().startsWith("Chat with"))
                                .findFirst()
                                .ifPresent(Button::fire));
        assertThat(runFx(() -> workbench.chat().tuned().directoryProperty().get())).isEqualTo(step);
    }

    private Stream<Button> buttons() {
        return stage.getScene().getRoot().lookupAll("#use").stream()
                .filter(node -> node.isVisible())
                .map(Button.class::cast);
    }

    private boolean isOffered(String text) {
        return buttons().map(Labeled::getText).anyMatch(text::equals);
    }
}
