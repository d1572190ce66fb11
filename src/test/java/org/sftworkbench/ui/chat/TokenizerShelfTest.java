package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.tokenizer.TokenizerException;

/** The tokenizers of the models that are chatted with. */
class TokenizerShelfTest {
    @Test
    void aModelThatIsGoneIsNamedWithWhatToDo(@TempDir Path runs) throws IOException {
        TokenizerShelf shelf = new TokenizerShelf(TokenizerShelf::open);
        Path gone = runs.resolve("checkpoints").resolve("step-00000020");
        assertThatThrownBy(() -> shelf.of(gone))
                .isInstanceOf(TokenizerException.class)
                .hasMessage(
                        "The model is gone: "
                                + gone
                                + " is no longer there. Choose another for this side, or train it"
                                + " again.");

        Path empty = Files.createDirectory(runs.resolve("empty"));
        assertThatThrownBy(() -> shelf.of(empty))
                .hasMessageContaining("it is no model's directory");
    }

    @Test
    void oneThatHasGoneSinceItWasOpenedIsMissed(@TempDir Path runs) throws IOException {
        TokenizerShelf shelf = new TokenizerShelf(TokenizerShelf::open);
        Path model = Files.createDirectory(runs.resolve("model"));
        Path file = model.resolve("tokenizer.json");
        Files.copy(Path.of("assets", "starter", "tokenizer.json"), file);
        assertThat(shelf.of(model)).isSameAs(shelf.of(model));

        Files.delete(file);
        Files.delete(model);
        assertThatThrownBy(() -> shelf.of(model)).hasMessageStartingWith("The model is gone");
    }
}
