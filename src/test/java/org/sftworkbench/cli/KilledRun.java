package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.run.Checkpoint;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunRecordFile;
import org.sftworkbench.run.RunState;

/** Makes a finished run one that was killed on its way, and tells whether it ends alike. */
final class KilledRun {
    private KilledRun() {}

    /** That a run which went on ended in the weights of the one that was never killed. */
    static void assertSameWeights(Path whole, Path wentOn) throws IOException {
        for (String weights : List.of("model.safetensors", "adapter_model.safetensors")) {
            assertThat(wentOn.resolve(weights).toFile().exists())
                    .as(weights)
                    .isEqualTo(whole.resolve(weights).toFile().exists());
            if (Files.exists(whole.resolve(weights))) {
                assertThat(Files.mismatch(whole.resolve(weights), wentOn.resolve(weights)))
                        .as(weights)
                        .isEqualTo(-1);
            }
        }
    }

    /** The directory as a process that was killed in the step after one would have left it. */
    static void copy(Path whole, Path killed, int step) throws IOException {
        try (Stream<Path> all = Files.walk(whole)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.copy(path, killed.resolve(whole.relativize(path).toString()));
            }
        }
        try (Stream<Path> files = Files.list(killed)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(".safetensors")
                        || file.toString().endsWith("config.json")) {
                    Files.delete(file);
                }
            }
        }
        RunDirectory run = new RunDirectory(killed);
        for (Checkpoint checkpoint : new Checkpoints(run).all()) {
            if (checkpoint.step() > step) {
                DurableFiles.deleteTree(checkpoint.path());
            }
        }
        new RunRecordFile(run).update(record -> record.in(RunState.RUNNING, ""));
        Files.writeString(run.metrics(), "{\"step\":7,\"lo", StandardOpenOption.APPEND);
        Files.createDirectory(run.checkpoints().resolve(".step-00000004.partial-1"));
    }
}
