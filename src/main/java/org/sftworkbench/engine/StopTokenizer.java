package org.sftworkbench.engine;

import java.nio.file.Path;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/** Keeps the tokenizer in whose text stop strings were looked for last. Engine thread only. */
final class StopTokenizer {
    private Path directory;
    private Tokenizer tokenizer;

    /**
     * @throws org.sftworkbench.tokenizer.TokenizerException where the model has none that works
     * @throws org.sftworkbench.model.ModelException where an adapter's base model is not there
     */
    Tokenizer of(Command.Generate command) {
        Path wanted =
                ModelDirectory.ofTokenizer(command.modelSettings().base().orElse(command.model()))
                        .toAbsolutePath()
                        .normalize();
        if (!wanted.equals(directory)) {
            if (tokenizer != null) {
                tokenizer.close();
                tokenizer = null;
            }
            tokenizer = HuggingFaceFileTokenizer.open(wanted);
            directory = wanted;
        }
        return tokenizer;
    }
}
