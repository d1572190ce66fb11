package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.PackedRows;

/** What a model expects at each place of a batch is the same however the batch is laid out. */
class InspectTest {
    private static final Path MODEL = GoldenModel.QWEN3.directory();
    private static final int[] FIRST = {1, 17, 33, 91, 120, 7, 2};
    private static final int[] SECOND = {1, 60, 61, 2};
    private static final double CLOSE = 1e-4;

    private static Engine engine;

    @BeforeAll
    static void start() {
        engine = new LocalEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void likelihoodsAreTheSoftmaxOfTheLogits() throws InterruptedException {
        Event.Inspected found = inspect(InspectedBatch.ofRows(List.of(FIRST, SECOND)));
        try (LanguageModel model = LanguageModel.load(MODEL, false)) {
            expect(found, 0, FIRST, model);
            expect(found, FIRST.length, SECOND, model);
        }
    }

    private static void expect(Event.Inspected found, int from, int[] row, LanguageModel model) {
        float[] logits = model.logits(PackedRows.without(row, row.length));
        int vocabulary = logits.length / row.length;
        assertThat(found.nll()[from]).isNaN();
        for (int t = 0; t < row.length; t++) {
            double[] probabilities =
                    softmax(Arrays.copyOfRange(logits, t * vocabulary, (t + 1) * vocabulary));
            if (t + 1 < row.length) {
                assertThat(found.nll()[from + t + 1])
                        .isCloseTo(-Math.log(probabilities[row[t + 1]]), within(CLOSE));
            }
            double[] sorted = probabilities.clone();
            Arrays.sort(sorted);
            for (int j = 0; j < 5; j++) {
                int at = (from + t) * 5 + j;
                double likeliest = sorted[vocabulary - 1 - j];
                assertThat((double) found.likeliest().probabilities()[at])
                        .isCloseTo(likeliest, within(CLOSE));
                assertThat(probabilities[found.likeliest().ids()[at]])
                        .isCloseTo(likeliest, within(CLOSE));
            }
        }
    }

    private static double[] softmax(float[] logits) {
        double[] exp = new double[logits.length];
        for (int i = 0; i < exp.length; i++) {
            exp[i] = Math.exp(logits[i]);
        }
        double sum = Arrays.stream(exp).sum();
        return Arrays.stream(exp).map(e -> e / sum).toArray();
    }

    @Test
    void paddingOnEitherSideChangesNothingAndSaysNothing() throws InterruptedException {
        Event.Inspected alone = inspect(InspectedBatch.ofRows(List.of(FIRST, SECOND)));
        int pads = FIRST.length - SECOND.length;
        for (boolean left : new boolean[] {false, true}) {
            int[] ids = new int[2 * FIRST.length];
            int[] positions = new int[ids.length];
            int[] mask = new int[ids.length];
            System.arraycopy(FIRST, 0, ids, 0, FIRST.length);
            for (int t = 0; t < FIRST.length; t++) {
                positions[t] = t;
                mask[t] = 1;
            }
            int from = FIRST.length + (left ? pads : 0);
            for (int t = 0; t < SECOND.length; t++) {
                ids[from + t] = SECOND[t];
                positions[from + t] = t;
                mask[from + t] = 1;
            }
            Event.Inspected padded = inspect(InspectedBatch.padded(2, ids, positions, mask));
            for (int t = 0; t < SECOND.length; t++) {
                same(padded, from + t, alone, FIRST.length + t);
            }
            for (int i = 0; i < ids.length; i++) {
                if (mask[i] == 0) {
                    assertThat(padded.nll()[i]).isNaN();
                    assertThat(padded.likeliest().ids()[i * 5]).isEqualTo(-1);
                    assertThat(padded.likeliest().probabilities()[i * 5]).isNaN();
                }
            }
        }
    }

    @Test
    void rowsOfAPackSeeEachOtherOnlyWhereTheyAreOneBlock() throws InterruptedException {
        InspectedBatch apart = InspectedBatch.ofRows(List.of(FIRST, SECOND));
        InspectedBatch leaking =
                new InspectedBatch(
                        apart.ids(),
                        apart.positions(),
                        new int[] {apart.size()},
                        apart.attention());
        Event.Inspected kept = inspect(apart);
        Event.Inspected leaked = inspect(leaking);
        for (int t = 0; t < FIRST.length; t++) {
            same(leaked, t, kept, t);
        }
        // Now the second row's first token follows something, and the others more than their row.
        assertThat(leaked.nll()[FIRST.length]).isNotNaN();
        assertThat(leaked.nll()[FIRST.length + 1])
                .isNotCloseTo(kept.nll()[FIRST.length + 1], within(1e-2));
    }

    @Test
    void noMoreTokensAreToldThanTheVocabularyHas() throws InterruptedException {
        Event.Inspected found =
                (Event.Inspected)
                        engine.submit(
                                        new Command.Inspect(
                                                MODEL,
                                                ModelSettings.DEFAULTS,
                                                InspectedBatch.ofRows(List.of(SECOND)),
                                                100_000),
                                        event -> {})
                                .await();
        assertThat(found.likeliest().count()).isEqualTo(320);
        double sum = 0;
        for (int i = 0; i < 320; i++) {
            sum += found.likeliest().probabilities()[i];
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
    }

    @Test
    void anIdThatTheModelDoesNotHaveIsRefused() throws InterruptedException {
        Event.Terminal end =
                engine.submit(
                                new Command.Inspect(
                                        MODEL,
                                        InspectedBatch.ofRows(List.of(new int[] {1, 99_999}))),
                                event -> {})
                        .await();
        assertThat(end).isInstanceOf(Event.Failed.class);
        assertThat(((Event.Failed) end).message()).contains("99999");
    }

    private static void same(Event.Inspected a, int i, Event.Inspected b, int j) {
        if (Double.isNaN(b.nll()[j])) {
            assertThat(a.nll()[i]).isNaN();
        } else {
            assertThat(a.nll()[i]).isCloseTo(b.nll()[j], within(CLOSE));
        }
        for (int k = 0; k < 5; k++) {
            assertThat(a.likeliest().ids()[i * 5 + k]).isEqualTo(b.likeliest().ids()[j * 5 + k]);
            assertThat(a.likeliest().probabilities()[i * 5 + k])
                    .isCloseTo(b.likeliest().probabilities()[j * 5 + k], within(1e-4f));
        }
    }

    private static Event.Inspected inspect(InspectedBatch batch) throws InterruptedException {
        return (Event.Inspected)
                engine.submit(new Command.Inspect(MODEL, batch), event -> {}).await();
    }
}
