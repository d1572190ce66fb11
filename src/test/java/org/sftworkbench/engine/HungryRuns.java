package org.sftworkbench.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.train.ConfigJson;

/** Trains with a batch that takes gigabytes, and then with a small one; says how each ended. */
final class HungryRuns {
    private static final int MANY_ROWS = 40_000;
    private static final int LENGTH = 100;

    private HungryRuns() {}

    public static void main(String[] arguments) throws InterruptedException {
        int[] ids = new int[LENGTH];
        Arrays.fill(ids, 7);
        boolean[] trained = new boolean[LENGTH];
        Arrays.fill(trained, true);
        LabelledExample row = new LabelledExample(ids, trained);
        try (LocalEngine engine = new LocalEngine()) {
            tell(engine.submit(train(Collections.nCopies(MANY_ROWS, row)), e -> {}).await());
            tell(engine.submit(train(List.of(row, row)), e -> {}).await());
        }
    }

    private static void tell(Event.Terminal end) {
        System.out.println(
                end instanceof Event.Failed failed
                        ? failed.message()
                        : end.getClass().getSimpleName());
    }

    /** One step on all rows at once. */
    private static Command.Train train(List<LabelledExample> rows) {
        return new Command.Train(
                GoldenModel.QWEN3.directory(),
                ModelSettings.DEFAULTS,
                TrainingMethod.FULL,
                rows,
                ConfigJson.trainingConfig(
                        new ObjectMapper()
                                .createObjectNode()
                                .put("per_device_train_batch_size", rows.size())
                                .put("max_steps", 1)),
                0,
                List.of(),
                0,
                GenerationSettings.greedy(1),
                null);
    }
}
