package org.sftworkbench.tokenizer;

import java.nio.file.Path;

/**
 * A {@code tokenizer.json} with its {@code tokenizer_config.json}, run by the Hugging Face
 * tokenizers library.
 */
public abstract class HuggingFaceFileTokenizer implements Tokenizer {
    /**
     * Reads the tokenizer of a model directory.
     *
     * @throws TokenizerException where a file is missing or broken; names it
     */
    public static Tokenizer open(Path directory) {
        throw new TokenizerException(directory + ": stub");
    }
}
