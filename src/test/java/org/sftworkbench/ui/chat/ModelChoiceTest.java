package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.common.words.Words;

/** What cannot be asked is refused when it is chosen, in the words of asking it. */
class ModelChoiceTest {
    private static final Path STARTER = Path.of("assets", "starter");

    @TempDir private Path directory;

    private ChatViewModel view;

    @BeforeEach
    void openChat() {
        view =
                new ChatViewModel(
                        new FakeEngine(),
                        Runnable::run,
                        Runnable::run,
                        directory.resolve("talks"),
                        Words.english());
        view.baseDirectoryProperty().set(STARTER);
    }

    @Test
    void aModelIsTaken() {
        view.choose(view.tuned(), STARTER);
        assertThat(view.tuned().directoryProperty().get()).isEqualTo(STARTER);
        assertThat(view.problemProperty().get()).isNull();
    }

    @Test
    void anyOtherDirectoryIsRefusedAsWhenItIsAsked() throws IOException {
        Path other = Files.createDirectory(directory.resolve("pictures"));
        view.choose(view.tuned(), other);
        assertThat(view.tuned().directoryProperty().get()).isNull();
        String refusal = view.problemProperty().get().summary();
        assertThat(refusal).contains("tokenizer.json");
        view.tuned().choose(other);
        view.inputs().shownProperty().set(ShownSides.TUNED);
        view.inputs().questionProperty().set("Who are you?");
        view.send();
        assertThat(view.problemProperty().get().summary()).isEqualTo(refusal);
    }

    @Test
    void aDirectoryWithoutWeightsIsRefusedAndTheModelBeforeStays() throws IOException {
        Path bare = withoutWeights();
        view.choose(view.base(), bare);
        assertThat(view.base().directoryProperty().get()).isEqualTo(STARTER);
        assertThat(view.problemProperty().get().summary()).contains("model.safetensors");
    }

    @Test
    void theRefusalIsTakenBackWithTheNextModelThatIsTaken() throws IOException {
        view.choose(view.base(), withoutWeights());
        view.choose(view.tuned(), STARTER);
        assertThat(view.problemProperty().get()).isNull();
    }

    @Test
    void whatReadingWouldRefuseIsKnownFromTheHeaders() throws IOException {
        Path bare = withoutWeights();
        assertThatThrownBy(() -> ModelDirectory.requireReadable(bare))
                .isInstanceOf(ModelException.class);
        ModelDirectory.requireReadable(STARTER);
    }

    private Path withoutWeights() throws IOException {
        Path bare = Files.createDirectory(directory.resolve("bare"));
        try (Stream<Path> files = Files.list(STARTER)) {
            for (Path file : files.toList()) {
                if (!file.toString().endsWith(".safetensors")) {
                    Files.copy(file, bare.resolve(file.getFileName()));
                }
            }
        }
        return bare;
    }
}
