package org.sftworkbench.ui.chat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.tokenizer.TokenizerException;
import org.sftworkbench.ui.common.words.Words;

/**
 * Opens the tokenizers of model directories, each once. Thread-safe.
 *
 * <p>Those that fall off the shelf are not closed: an answer may still be decoded with them.
 */
final class TokenizerShelf {
    private static final int ROOM = 4;

    private final Function<Path, Tokenizer> opener;
    private final Map<Path, Tokenizer> opened =
            new LinkedHashMap<>(8, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Path, Tokenizer> eldest) {
                    return size() > ROOM;
                }
            };

    TokenizerShelf(Function<Path, Tokenizer> opener) {
        this.opener = opener;
    }

    /**
     * Reads the tokenizer that goes with a model, unless the model is gone.
     *
     * @throws TokenizerException where it cannot be used
     * @throws org.sftworkbench.model.ModelException where the base model of an adapter is not there
     */
    static Tokenizer open(Path model) {
        if (!Files.exists(model)) {
            throw new TokenizerException(
                    Words.original(
                            "The model is gone: {0} is no longer there. Choose another for this"
                                    + " side, or train it again.",
                            model));
        }
        return HuggingFaceFileTokenizer.open(ModelDirectory.ofTokenizer(model));
    }

    /**
     * Reads the tokenizer where it has not been read yet.
     *
     * @throws TokenizerException where it cannot be used
     */
    synchronized Tokenizer of(Path directory) {
        Path model = directory.toAbsolutePath().normalize();
        if (!Files.exists(model)) {
            // Its tokenizer would do, but nothing else of it is there: the opener says so.
            opened.remove(model);
        }
        return opened.computeIfAbsent(model, opener);
    }
}
