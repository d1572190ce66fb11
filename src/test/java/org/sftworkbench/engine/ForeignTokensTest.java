package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.generate.Padding;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.train.StepOptions;

/**
 * Token ids that a model has no embedding for, as another model's tokenizer makes them, are refused
 * before anything is computed with them, and the next command works.
 */
@Timeout(300)
class ForeignTokensTest {
    private static final Path MODEL = GoldenModel.QWEN3.directory();

    @TempDir Path directory;

    private final LocalEngine engine = new LocalEngine();
    private final List<Event> told = new ArrayList<>();

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 321, 151_643, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void noCommandTakesSuchAnId(int id) throws Exception {
        int[] ids = {1, 2, id, 3};
        LabelledExample row = row(ids);
        LabelledExample sound = row(new int[] {1, 2, 3});
        assertRefused(id, new Command.Generate(MODEL, List.of(ids), GenerationSettings.greedy(4)));
        assertRefused(
                id,
                new Command.Generate(
                        MODEL,
                        ModelSettings.DEFAULTS,
                        List.of(new int[] {1}, new int[] {1, 2}),
                        Padding.naiveRight(id),
                        GenerationSettings.greedy(4)));
        List<LabelledExample> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(sound);
        }
        many.add(row);
        assertRefused(id, new Command.Score(MODEL, many));
        assertRefused(id, new Command.Inspect(MODEL, InspectedBatch.ofRows(List.of(ids))));
        Command.Train train = SmallRun.of(directory.resolve("run"), 2);
        assertRefused(id, withRow(train, row));
        assertRefused(id, train.measuring(Measurements.STEPS_ONLY.withEvaluation(List.of(row), 1)));
        assertRefused(id, train.measuring(Measurements.STEPS_ONLY.withProbe(ProbedRow.of(row), 1)));
        assertRefused(id, asking(train, ids));
        assertRefused(id, padded(train, id));
        assertThat(directory.resolve("run")).doesNotExist();
        assertThat(engine.submit(new Command.Score(MODEL, List.of(sound)), told::add).await())
                .isInstanceOf(Event.Scored.class);
    }

    @Test
    void theRowIsNamedWhereItStands() throws Exception {
        Command.Train train =
                withRow(SmallRun.of(directory.resolve("run"), 2), row(new int[] {1, 500}))
                        .of(RowOrigins.of(Path.of("data.jsonl"), new int[] {1, 2, 4, 9}));
        Event.Terminal end = engine.submit(train, told::add).await();
        assertThat(end).isInstanceOf(Event.Failed.class);
        assertThat(((Event.Failed) end).message())
                .contains("data.jsonl, row 9")
                .contains("id 500 is outside the embedding of 320 rows")
                .contains("does the tokenizer belong to this model?");
    }

    private void assertRefused(int id, Command command) throws InterruptedException {
        told.clear();
        Event.Terminal end = engine.submit(command, told::add).await();
        assertThat(end).as("%s", command).isInstanceOf(Event.Failed.class);
        assertThat(((Event.Failed) end).message())
                .contains("id " + id + " is outside the embedding of 320 rows");
        assertThat(told).containsExactly(end);
    }

    private static LabelledExample row(int[] ids) {
        boolean[] trained = new boolean[ids.length];
        Arrays.fill(trained, true);
        return new LabelledExample(ids, trained);
    }

    /** The last row of all, long after the first step. */
    private static Command.Train withRow(Command.Train train, LabelledExample row) {
        List<LabelledExample> rows = new ArrayList<>(train.rows().examples());
        rows.add(row);
        return copy(train, rows, train.method(), train.rows().padId(), List.of());
    }

    private static Command.Train asking(Command.Train train, int[] prompt) {
        return copy(
                train,
                train.rows().examples(),
                train.method(),
                train.rows().padId(),
                List.of(prompt));
    }

    private static Command.Train padded(Command.Train train, int padId) {
        TrainingMethod method =
                new TrainingMethod(train.method().lora(), new StepOptions(true, false, true));
        return copy(train, train.rows().examples(), method, padId, List.of());
    }

    private static Command.Train copy(
            Command.Train train,
            List<LabelledExample> rows,
            TrainingMethod method,
            int padId,
            List<int[]> prompts) {
        return new Command.Train(
                train.model(),
                train.settings(),
                method,
                train.config(),
                new Command.Train.Rows(rows, train.rows().origins(), padId),
                new Command.Train.Samples(prompts, 2, train.samples().settings()),
                train.measurements(),
                train.output());
    }
}
