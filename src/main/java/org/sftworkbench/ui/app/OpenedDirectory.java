package org.sftworkbench.ui.app;

import java.nio.file.Path;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * What is read of a model directory before its weights.
 *
 * @param whole the directory of the whole model: its own, but for adapters
 */
record OpenedDirectory(Tokenizer tokenizer, Path whole) {
    /**
     * @throws ModelException where it is an adapter without a tokenizer, and its base model is not
     *     there
     * @throws org.sftworkbench.tokenizer.TokenizerException where the tokenizer cannot be used
     */
    static OpenedDirectory read(Path directory) {
        return new OpenedDirectory(
                HuggingFaceFileTokenizer.open(ModelDirectory.ofTokenizer(directory)),
                whole(directory));
    }

    private static Path whole(Path directory) {
        try {
            return ModelDirectory.base(directory);
        } catch (ModelException e) {
            // Tokens can be looked at all the same; who reads the weights says what is missing.
            return directory;
        }
    }
}
