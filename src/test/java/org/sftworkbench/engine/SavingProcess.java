package org.sftworkbench.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.run.Checkpoint;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.train.TrainingConfigJson;

/**
 * Trains and saves a checkpoint after every step until it is killed, going on where the one before
 * was killed; says each step once it is told that it is safe.
 */
final class SavingProcess {
    private SavingProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        RunDirectory run = new RunDirectory(Path.of(arguments[0]));
        Recording recording =
                Recording.of(List.of(), RowRecipe.ofIds(), Optional.empty()).saving(1, 3);
        Command.Train command =
                Command.Train.from(
                                GoldenModel.QWEN3.directory(),
                                rows(),
                                0,
                                TrainingConfigJson.read(
                                                new ObjectMapper()
                                                        .createObjectNode()
                                                        .put("per_device_train_batch_size", 1)
                                                        .put("max_steps", 1_000_000))
                                        .config())
                        .into(run.path());
        Optional<Path> newest = Checkpoints.newestValid(run).map(Checkpoint::path);
        try (LocalEngine engine = new LocalEngine()) {
            Event.Terminal end =
                    engine.submit(
                                    command.recorded(
                                            run.exists() ? recording.from(newest) : recording),
                                    SavingProcess::tell)
                            .await();
            System.err.println(end);
        }
    }

    private static void tell(Event event) {
        if (event instanceof Event.CheckpointSaved saved) {
            System.out.println(saved.step());
            System.out.flush();
        }
    }

    private static List<LabelledExample> rows() {
        int[] ids = GoldenModel.QWEN3.rows().get(0);
        boolean[] trained = new boolean[ids.length];
        Arrays.fill(trained, true);
        return List.of(new LabelledExample(ids, trained));
    }
}
