package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.run.Checkpoint;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.RecordedData;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.train.OneRowSteps;

/** A run of six steps of a tiny model, to be disturbed in whatever way. */
final class SmallRun {
    static final int STEPS = 6;

    private SmallRun() {}

    /**
     * @param saveSteps steps between two checkpoints; 0 for none
     */
    static Command.Train of(Path out, int saveSteps) {
        return plain(out)
                .recorded(
                        Recording.of(
                                        List.of(new RecordedData.DataFile("rows", 3, "")),
                                        RowRecipe.ofIds(),
                                        Optional.empty())
                                .saving(saveSteps, 0));
    }

    /** The same without a run directory: the finished model alone. */
    static Command.Train plain(Path out) {
        return Command.Train.from(
                        GoldenModel.QWEN3.directory(),
                        GoldenModel.QWEN3.examples(),
                        0,
                        OneRowSteps.of(STEPS))
                .into(out);
    }

    /** The run going on as its checkpoints say. */
    static Command.Train resumed(Path out) {
        Optional<Path> newest =
                Checkpoints.newestValid(new RunDirectory(out)).map(Checkpoint::path);
        Command.Train command = of(out, 0);
        return command.recorded(command.recording().orElseThrow().from(newest));
    }

    static void assertSameModel(Path expected, Path actual) throws IOException {
        for (String name : List.of("model.safetensors", "config.json")) {
            assertThat(Files.mismatch(expected.resolve(name), actual.resolve(name)))
                    .as(actual.resolve(name).toString())
                    .isEqualTo(-1);
        }
        try (Stream<Path> inside = Files.walk(actual)) {
            assertThat(inside.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.matches("[.].*(partial|old|aside)-.*"));
        }
    }
}
