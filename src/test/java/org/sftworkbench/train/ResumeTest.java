package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.Loading;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.model.Precision;
import org.sftworkbench.ui.common.words.ToldInChinese;

/**
 * A run that was stopped after any step and goes on ends bit for bit as one that never stopped. A
 * step within an epoch by default, one at its end and the one after; each with {@code
 * -Dsft.full=true}.
 */
class ResumeTest {
    private static final boolean EACH = Boolean.getBoolean("sft.full");

    /** An epoch has three steps, or two where gradients are accumulated. */
    private static final List<Integer> SOME = List.of(1, 3, 4);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LoraConfig ADAPTER =
            new LoraConfig(4, 8, 0.3, false, Set.of(LoraConfig.ALL_LINEAR), Set.of());

    @TempDir Path directory;

    /** What can be different about a run. Five rows; a window is smaller at each epoch's end. */
    enum Kind {
        FULL(Precision.FLOAT32, Optional.empty(), "{}"),
        ACCUMULATED(Precision.FLOAT32, Optional.empty(), "{'gradient_accumulation_steps':2}"),
        BF16(Precision.BF16, Optional.empty(), "{}"),
        BF16_OF_A_BF16_FILE(Precision.BF16, Optional.empty(), "{}"),
        CHECKPOINTED(Precision.FLOAT32, Optional.empty(), "{'gradient_checkpointing':true}"),
        PADDED(Precision.FLOAT32, Optional.empty(), "{'right_padding':true}"),
        PACKED(
                Precision.FLOAT32,
                Optional.empty(),
                "{'packing':true,'max_length':48,'per_device_train_batch_size':1}"),
        ADAPTER_WITH_DROPOUT(Precision.FLOAT32, Optional.of(ADAPTER), "{}"),
        ADAPTER_IN_BF16_CHECKPOINTED(
                Precision.BF16,
                Optional.of(ADAPTER),
                "{'gradient_checkpointing':true,'gradient_accumulation_steps':2}"),
        ADAPTER_WITH_WHOLE_EMBEDDING(
                Precision.BF16,
                Optional.of(
                        new LoraConfig(4, 8, 0, true, Set.of("q_proj"), Set.of("embed_tokens"))),
                "{}");

        private final Precision precision;
        private final Optional<LoraConfig> lora;
        private final ObjectNode config;

        Kind(Precision precision, Optional<LoraConfig> lora, String changes) {
            this.precision = precision;
            this.lora = lora;
            this.config =
                    json(
                            "{'per_device_train_batch_size':2,'max_steps':7,'learning_rate':0.005,"
                                    + "'warmup_steps':2,'lr_scheduler_type':'cosine',"
                                    + "'weight_decay':0.01}");
            this.config.setAll(json(changes));
        }

        Path model() {
            if (this == BF16_OF_A_BF16_FILE) {
                return Path.of("assets/starter");
            }
            // Weights that are trained beside an adapter must not be tied to others.
            return Path.of("src/test/resources/golden/models")
                    .resolve(this == ADAPTER_WITH_WHOLE_EMBEDDING ? "mistral" : "qwen3");
        }

        LanguageModel load(Path checkpoint, boolean fresh) {
            return LanguageModel.load(
                    checkpoint,
                    new Loading(
                            true,
                            precision,
                            Device.cpu(),
                            fresh ? lora : Optional.empty(),
                            42,
                            Optional.empty()));
        }

        Trainer trainer(LanguageModel model) {
            return new Trainer(
                    model,
                    rows(),
                    TrainingConfigJson.read(config).config(),
                    TrainingConfigJson.read(config).step(),
                    0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunGoesOnBitForBitFromEachOfItsSteps(Kind kind) throws IOException {
        Recorder undisturbed = new Recorder(directory.resolve("undisturbed"), Set.of(7));
        try (LanguageModel model = kind.load(kind.model(), true)) {
            kind.trainer(model).run(undisturbed, new Cancellation());
        }
        Recorder saving = new Recorder(directory.resolve("saving"), Set.of(1, 2, 3, 4, 5, 6, 7));
        try (LanguageModel model = kind.load(kind.model(), true)) {
            kind.trainer(model).run(saving, new Cancellation());
        }
        assertSame(undisturbed.at(7), saving.at(7));
        for (int stop : EACH ? List.of(1, 2, 3, 4, 5, 6) : SOME) {
            Recorder resumed = new Recorder(directory.resolve("resumed-" + stop), Set.of(7));
            try (LanguageModel model = kind.load(saving.at(stop), false)) {
                kind.trainer(model).from(saving.at(stop)).run(resumed, new Cancellation());
            }
            assertThat(resumed.losses)
                    .as("losses after step %d", stop)
                    .isEqualTo(undisturbed.losses.subList(stop, 7));
            assertSame(undisturbed.at(7), resumed.at(7));
        }
    }

    @Test
    void aRunOnOtherRowsOrOfAnotherLengthIsNotGoneOnWith() {
        Recorder saving = new Recorder(directory.resolve("saving"), Set.of(3));
        try (LanguageModel model = Kind.FULL.load(Kind.FULL.model(), true)) {
            Kind.FULL.trainer(model).run(saving, new Cancellation());
            List<LabelledExample> others = new ArrayList<>(rows());
            others.set(1, rows().get(2));
            TrainingConfig config = TrainingConfigJson.read(Kind.FULL.config).config();
            assertThatThrownBy(
                            () ->
                                    new Trainer(model, others, config, StepOptions.DEFAULTS, 0)
                                            .from(saving.at(3)))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("trainer_state.json")
                    .hasMessageContaining("other rows");
            assertThatThrownBy(
                            () ->
                                    new Trainer(
                                                    model,
                                                    rows(),
                                                    config.withSteps(9),
                                                    StepOptions.DEFAULTS,
                                                    0)
                                            .from(saving.at(3)))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("of 7 steps, and this one takes 9");
        }
    }

    @Test
    void aRunWithAnotherNumberIsNotGoneOnWithAndOneThatKeptNoneIs() throws IOException {
        Recorder saving = new Recorder(directory.resolve("saving"), Set.of(3));
        try (LanguageModel model = Kind.FULL.load(Kind.FULL.model(), true)) {
            Kind.FULL.trainer(model).run(saving, new Cancellation());
            TrainingConfig config = TrainingConfigJson.read(Kind.FULL.config).config();
            Trainer other =
                    new Trainer(
                            model, rows(), config.withLearningRate(0.25), StepOptions.DEFAULTS, 0);
            assertThatThrownBy(() -> other.from(saving.at(3)))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("trainer_state.json: is of a run with learning_rate")
                    .hasMessageContaining("this one has 0.25")
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
            Path state = saving.at(3).resolve(TrainerState.FILE);
            ObjectNode said = (ObjectNode) new ObjectMapper().readTree(state.toFile());
            said.remove("numbers");
            Files.writeString(state, said.toString());
            assertThat(other.from(saving.at(3)).startState().numbers().path("learning_rate"))
                    .hasToString("0.25");
        }
    }

    @Test
    void aStateWithSomethingBehindItIsBroken() throws IOException {
        new TrainerState(3, 7, 1, 100, 0.5, "rows", JsonNodeFactory.instance.objectNode())
                .write(directory);
        assertThat(TrainerState.read(directory).step()).isEqualTo(3);
        Files.writeString(
                directory.resolve(TrainerState.FILE), "{\"global", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> TrainerState.read(directory))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("trainer_state.json: is broken JSON");
    }

    @Test
    void withoutTheOptimizersStateNothingGoesOn() throws IOException {
        Recorder saving = new Recorder(directory.resolve("saving"), Set.of(3));
        try (LanguageModel model = Kind.FULL.load(Kind.FULL.model(), true)) {
            Kind.FULL.trainer(model).run(saving, new Cancellation());
            Files.delete(saving.at(3).resolve("optimizer.safetensors"));
            Recorder never = new Recorder(directory.resolve("never"), Set.of());
            assertThatThrownBy(
                            () ->
                                    Kind.FULL
                                            .trainer(model)
                                            .from(saving.at(3))
                                            .run(never, new Cancellation()))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("optimizer.safetensors: is missing");
            assertThat(never.losses).isEmpty();
        }
    }

    /** Every file bit for bit; of the trainer's state all but the time it took. */
    private static void assertSame(Path expected, Path actual) throws IOException {
        assertThat(names(actual)).isEqualTo(names(expected)).contains("optimizer.safetensors");
        for (String name : names(expected)) {
            if (name.equals(TrainerState.FILE)) {
                assertThat(state(actual)).isEqualTo(state(expected));
            } else {
                assertThat(Files.mismatch(expected.resolve(name), actual.resolve(name)))
                        .as("first byte of %s that differs from %s", actual.resolve(name), expected)
                        .isEqualTo(-1);
            }
        }
    }

    private static ObjectNode state(Path checkpoint) throws IOException {
        ObjectNode state =
                (ObjectNode)
                        JSON.readTree(Files.readAllBytes(checkpoint.resolve(TrainerState.FILE)));
        state.remove("elapsed_seconds");
        return state;
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<LabelledExample> rows() {
        List<int[]> golden = GoldenModel.QWEN3.rows();
        List<LabelledExample> rows = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int[] whole = golden.get(i % golden.size());
            int[] ids =
                    Arrays.stream(whole)
                            .limit(Math.max(4, whole.length - 3 * i))
                            .map(id -> id % 128)
                            .toArray();
            boolean[] trained = new boolean[ids.length];
            Arrays.fill(trained, ids.length / 2, ids.length, true);
            rows.add(new LabelledExample(ids, trained));
        }
        return rows;
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the losses, and snapshots at some steps. */
    private static final class Recorder implements TrainingListener {
        private final List<Double> losses = new ArrayList<>();
        private final Path directory;
        private final Set<Integer> steps;

        Recorder(Path directory, Set<Integer> steps) {
            this.directory = directory;
            this.steps = steps;
        }

        @Override
        public void started(int rows, int dropped, int totalSteps) {
            assertThat(totalSteps).isEqualTo(7);
        }

        @Override
        public void stepped(TrainStep step) {
            losses.add(step.loss());
        }

        @Override
        public void settled(Snapshot now) {
            if (steps.contains(now.state().step())) {
                try {
                    now.write(Files.createDirectories(at(now.state().step())));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        Path at(int step) {
            return directory.resolve("step-" + step);
        }
    }
}
