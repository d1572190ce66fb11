package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who edits the data in another program and goes on here is told that the window shows the old. */
class ChangedDataTest extends StarterWindow {
    @TempDir private Path home;

    @Test
    void dataEditedElsewhereAreOfferedToBeReadAgain() throws IOException {
        open(home);
        waitUntil("all rows are there", () -> workbench.shared().dataProperty().get().complete());
        int rows = runFx(() -> workbench.shared().rows().size());
        assertThat(readAgain()).isEmpty();

        Path file =
                workbenchFiles.samples().stream()
                        .filter(each -> each.toString().endsWith(".jsonl"))
                        .findFirst()
                        .orElseThrow();
        Files.writeString(
                file,
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Yes\"}]}\n",
                StandardOpenOption.APPEND);
        doFx(() -> workbench.window().goTo(Section.TRAIN));

        waitUntil("it is offered", () -> readAgain().isPresent());
        doFx(() -> readAgain().orElseThrow().fire());
        waitUntil("the row is there", () -> workbench.shared().rows().size() == rows + 1);
        waitUntil("nothing is told any longer", () -> readAgain().isEmpty());
    }

    private Optional<Button> readAgain() {
        return Optional.ofNullable(workbench.root().lookup("#readAgain"))
                .filter(Node::isVisible)
                .map(Button.class::cast);
    }
}
