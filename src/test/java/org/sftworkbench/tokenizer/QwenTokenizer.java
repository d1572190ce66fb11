package org.sftworkbench.tokenizer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real Qwen3 tokenizer, where it lies beside the project. */
public final class QwenTokenizer {
    private static final Path DIRECTORY = Path.of("..", "shared", "qwen3");

    private QwenTokenizer() {}

    /** Reading it takes more than a second, so all tests of a process share one. */
    private static final class Shared {
        private static final Tokenizer TOKENIZER = HuggingFaceFileTokenizer.open(DIRECTORY);
    }

    /**
     * Opens it, or skips the test with a word of why. It is not to be closed: it ends with the
     * process.
     */
    public static Tokenizer openOrSkip() {
        assumeTrue(
                Files.exists(DIRECTORY.resolve("tokenizer.json")),
                "skipped: the Qwen3 tokenizer is not at " + DIRECTORY);
        return Shared.TOKENIZER;
    }
}
