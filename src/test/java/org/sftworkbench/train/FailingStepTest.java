package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.ModelException;

/**
 * A run that fails in the middle, for whatever reason, hands over what its last whole step has
 * learned, and then the failure.
 */
class FailingStepTest {
    private static final Path MODEL = Path.of("src/test/resources/golden/models/mistral");

    @TempDir Path directory;

    private final Keeping keeping = new Keeping("failing");

    @BeforeEach
    void trainUndisturbed() {
        train(rows(), new Keeping("whole"));
    }

    @Test
    void aRowThatCannotBeComputedCostsNoStepBeforeIt() {
        List<LabelledExample> rows = rows();
        rows.set(4, row(3, 1_000_000, 9));
        assertThatThrownBy(() -> train(rows, keeping)).isInstanceOf(ModelException.class);
        assertThat(keeping.interruptedAt).containsExactly(4);
        assertKept(4);
    }

    @Test
    void whatFailsBesideAStepDoesNotCostThatStep() {
        keeping.failAfter = 3;
        keeping.failure = new IllegalStateException("the evaluation failed");
        assertThatThrownBy(() -> train(rows(), keeping)).isSameAs(keeping.failure);
        assertThat(keeping.interruptedAt).containsExactly(3);
        assertKept(3);
    }

    @Test
    void neitherDoesJavasOwnMemory() {
        keeping.failAfter = 2;
        keeping.failure = new OutOfMemoryError("Java heap space");
        assertThatThrownBy(() -> train(rows(), keeping)).isSameAs(keeping.failure);
        assertKept(2);
    }

    @Test
    void aFailureToKeepItDoesNotHideTheFirst() {
        keeping.failAfter = 2;
        keeping.failure = new IllegalStateException("the evaluation failed");
        keeping.unkept = new UncheckedIOException(new IOException("the disk is full"));
        assertThatThrownBy(() -> train(rows(), keeping))
                .isSameAs(keeping.failure)
                .hasSuppressedException(keeping.unkept);
    }

    private void assertKept(int step) {
        for (String name : List.of("model.safetensors", "optimizer.safetensors")) {
            assertThat(directory.resolve("failing-interrupted").resolve(name))
                    .hasSameBinaryContentAs(directory.resolve("whole-" + step).resolve(name));
        }
        assertThat(TrainerState.read(directory.resolve("failing-interrupted")).step())
                .isEqualTo(step);
    }

    private static void train(List<LabelledExample> rows, Keeping listener) {
        TrainingConfig config =
                TrainingConfigJson.read(
                                new ObjectMapper()
                                        .createObjectNode()
                                        .put("per_device_train_batch_size", 1)
                                        .put("learning_rate", 1e-3)
                                        .put("train_sampling_strategy", "sequential")
                                        .put("max_steps", 6))
                        .config();
        try (LanguageModel model = LanguageModel.load(MODEL, true)) {
            new Trainer(model, rows, config, StepOptions.DEFAULTS, 0)
                    .run(listener, new Cancellation());
        }
    }

    private static List<LabelledExample> rows() {
        List<LabelledExample> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            rows.add(row(3 + i, 5, 8 + i));
        }
        return rows;
    }

    private static LabelledExample row(int... ids) {
        boolean[] trained = new boolean[ids.length];
        Arrays.fill(trained, true);
        return new LabelledExample(ids, trained);
    }

    /** Writes every step, and what is handed over at the end. */
    private final class Keeping implements TrainingListener {
        private final String run;
        private final List<Integer> interruptedAt = new ArrayList<>();
        private int failAfter;
        private Throwable failure;
        private RuntimeException unkept;

        Keeping(String run) {
            this.run = run;
        }

        @Override
        public void started(int rows, int dropped, int totalSteps) {}

        @Override
        public void stepped(TrainStep step) {
            if (step.step() == failAfter && failure instanceof Error error) {
                throw error;
            } else if (step.step() == failAfter) {
                throw (RuntimeException) failure;
            }
        }

        @Override
        public void settled(Snapshot now) {
            write(now, Integer.toString(now.state().step()));
        }

        @Override
        public void interrupted(Snapshot now) {
            interruptedAt.add(now.state().step());
            if (unkept != null) {
                throw unkept;
            }
            write(now, "interrupted");
        }

        private void write(Snapshot now, String name) {
            try {
                now.write(Files.createDirectory(directory.resolve(run + "-" + name)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
