package org.sftworkbench.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.run.RunFiles;
import org.sftworkbench.run.SampleLine;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/** Writes a run's sample answers out as text. Engine thread only. */
final class SampleWriter implements AutoCloseable {
    private final List<int[]> prompts;
    private final List<Integer> ends;
    private final RunFiles files;
    private final Path directory;
    private Optional<Tokenizer> tokenizer = Optional.empty();

    SampleWriter(Path directory, Command.Train command, LanguageModel model, RunFiles files) {
        this.directory = directory;
        this.prompts = command.samples().prompts();
        this.ends = model.config().eosIds();
        this.files = files;
    }

    void write(Event.SampleAnswered answered) {
        if (tokenizer.isEmpty() && Files.exists(directory.resolve("tokenizer.json"))) {
            tokenizer = Optional.of(HuggingFaceFileTokenizer.open(directory));
        }
        tokenizer.ifPresent(
                with -> {
                    for (int i = 0; i < prompts.size(); i++) {
                        files.sample(line(with, answered, i));
                    }
                });
    }

    private SampleLine line(Tokenizer with, Event.SampleAnswered answered, int i) {
        int[] answer = answered.outputIds().get(i);
        boolean stopped = answer.length > 0 && ends.contains(answer[answer.length - 1]);
        return new SampleLine(
                answered.step(),
                with.decode(prompts.get(i), false),
                with.decode(answer, true),
                stopped,
                answer.length);
    }

    @Override
    public void close() {
        tokenizer.ifPresent(Tokenizer::close);
    }
}
