package org.sftworkbench.engine;

import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Keeps the tokenizer in whose text stop strings were looked for last, and reads it again when the
 * directory's files have changed. Engine thread only.
 */
final class StopTokenizer implements AutoCloseable {
    private record Opened(Path directory, FileStamps stamps, Tokenizer tokenizer) {}

    private Optional<Opened> last = Optional.empty();

    /**
     * @throws org.sftworkbench.tokenizer.TokenizerException where the model has none that works
     * @throws org.sftworkbench.model.ModelException where an adapter's base model is not there
     */
    Tokenizer of(Command.Generate command) {
        Path wanted =
                ModelDirectory.ofTokenizer(command.modelSettings().base().orElse(command.model()))
                        .toAbsolutePath()
                        .normalize();
        FileStamps stamps = FileStamps.of(wanted);
        if (last.filter(
                        opened ->
                                opened.directory().equals(wanted) && opened.stamps().equals(stamps))
                .isEmpty()) {
            close();
            last = Optional.of(new Opened(wanted, stamps, HuggingFaceFileTokenizer.open(wanted)));
        }
        return last.orElseThrow().tokenizer();
    }

    /** Frees it where it is a directory's; does nothing where it is not. */
    void remove(Path directory) {
        Path gone = directory.toAbsolutePath().normalize();
        if (last.filter(opened -> opened.directory().equals(gone)).isPresent()) {
            close();
        }
    }

    @Override
    public void close() {
        last.ifPresent(opened -> opened.tokenizer().close());
        last = Optional.empty();
    }
}
