package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.generate.Sampling;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.tokenizer.TokenizerException;

/** One tokenizer is kept: that of the model asked for last, as its files are now. */
class StopTokenizerTest {
    private static final Path STARTER = Path.of("assets/starter/tokenizer.json");

    @TempDir Path directory;

    private final StopTokenizer tokenizers = new StopTokenizer();

    @AfterEach
    void close() {
        tokenizers.close();
    }

    @Test
    void isTheSameForTheSameModel() throws IOException {
        Path model = model("a");
        assertThat(of(model)).isSameAs(of(model));
    }

    @Test
    void worksAgainAfterAModelWhoseTokenizerIsBroken() throws IOException {
        Path sound = model("sound");
        Path broken = model("broken");
        Files.writeString(broken.resolve("tokenizer.json"), "{");
        of(sound);
        assertThatThrownBy(() -> of(broken)).isInstanceOf(TokenizerException.class);
        assertThat(of(sound).encode("x").ids()).isNotEmpty();
    }

    @Test
    void isReadAgainWhereItsFileWasReplaced() throws IOException {
        Path model = model("a");
        of(model);
        Files.writeString(model.resolve("tokenizer.json"), "{");
        assertThatThrownBy(() -> of(model)).isInstanceOf(TokenizerException.class);
    }

    @Test
    void isFreedWithItsModelOnly() throws IOException {
        Path model = model("a");
        Tokenizer kept = of(model);
        tokenizers.remove(directory.resolve("b"));
        assertThat(of(model)).isSameAs(kept);
        tokenizers.remove(model);
        assertThat(of(model)).isNotSameAs(kept);
    }

    private Path model(String name) throws IOException {
        Path model = Files.createDirectory(directory.resolve(name));
        Files.copy(STARTER, model.resolve("tokenizer.json"));
        return model;
    }

    private Tokenizer of(Path model) {
        return tokenizers.of(
                new Command.Generate(
                        model,
                        List.of(new int[] {1}),
                        new GenerationSettings(1, Sampling.GREEDY, false, List.of("zzz"), 0)));
    }
}
