package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.LanguageModel;

/**
 * A step whose loss or gradient is no number is not taken: the row is named, and weights and
 * optimizer stay as the step before left them, bit for bit.
 */
class BrokenNumbersTest {
    private static final Path MODEL = Path.of("src/test/resources/golden/models/mistral");
    private static final int TOKEN = 77;

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({
        "NaN,1,false,loss",
        "Infinity,1,false,loss",
        "-Infinity,1,true,loss",
        "3e38,1,false,gradient",
        "NaN,3,false,loss",
        "3e38,3,true,gradient",
        "NaN,1,true,loss"
    })
    void theUpdateIsNotMadeAndTheRowIsNamed(
            float broken, int accumulation, boolean padded, String what) throws IOException {
        Path model = withEmbedding(broken);
        List<LabelledExample> rows = new ArrayList<>();
        for (int i = 0; i < 6 * accumulation; i++) {
            rows.add(row(3 + i, 5, 8 + i));
        }
        int bad = 4 * accumulation;
        rows.set(bad, row(3, TOKEN, 9));
        TrainingConfig config =
                TrainingConfigJson.read(
                                new ObjectMapper()
                                        .createObjectNode()
                                        .put("per_device_train_batch_size", 1)
                                        .put("gradient_accumulation_steps", accumulation)
                                        .put("learning_rate", 1e-3)
                                        .put("train_sampling_strategy", "sequential")
                                        .put("max_steps", 6))
                        .config();
        Saving saving = new Saving();
        try (LanguageModel trained = LanguageModel.load(model, true)) {
            Trainer trainer =
                    new Trainer(trained, rows, config, new StepOptions(padded, false, true), 0);
            assertThatThrownBy(() -> trainer.run(saving, new Cancellation()))
                    .isInstanceOfSatisfying(
                            BrokenStepException.class,
                            e -> assertThat(e.rows()).containsExactly(bad))
                    .hasMessageContaining("Step 5: the " + what + " is no longer finite")
                    .hasMessageContaining("no longer finite, so the update was not made")
                    .hasMessageContaining("row " + (bad + 1) + " of those given");
        }
        assertThat(saving.steps).containsExactly(1, 2, 3, 4);
        for (String name :
                List.of("model.safetensors", "optimizer.safetensors", "trainer_state.json")) {
            assertThat(
                            Files.mismatch(
                                    directory.resolve("step-4").resolve(name),
                                    directory.resolve("interrupted").resolve(name)))
                    .as(name)
                    .isEqualTo(-1);
        }
    }

    private static LabelledExample row(int... ids) {
        boolean[] trained = new boolean[ids.length];
        Arrays.fill(trained, true);
        return new LabelledExample(ids, trained);
    }

    /** The model with one entry of one token's embedding overwritten. */
    private Path withEmbedding(float value) throws IOException {
        Path model = Files.createDirectory(directory.resolve("model"));
        Files.copy(MODEL.resolve("config.json"), model.resolve("config.json"));
        byte[] bytes = Files.readAllBytes(MODEL.resolve("model.safetensors"));
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = Math.toIntExact(buffer.getLong(0));
        JsonNode entry =
                new ObjectMapper()
                        .readTree(new String(bytes, 8, header, StandardCharsets.UTF_8))
                        .path("model.embed_tokens.weight");
        int width = entry.path("shape").get(1).asInt();
        int start = 8 + header + entry.path("data_offsets").get(0).asInt() + TOKEN * width * 4;
        for (int i = 0; i < width; i++) {
            buffer.putFloat(start + 4 * i, value);
        }
        Files.write(model.resolve("model.safetensors"), bytes);
        return model;
    }

    /** Saves the last whole step, and what is left after the broken one. */
    private final class Saving implements TrainingListener {
        private final List<Integer> steps = new ArrayList<>();

        @Override
        public void started(int rows, int dropped, int totalSteps) {}

        @Override
        public void stepped(TrainStep step) {
            steps.add(step.step());
        }

        @Override
        public void settled(Snapshot now) {
            if (now.state().step() == 4) {
                save(now, "step-4");
            }
        }

        @Override
        public void interrupted(Snapshot now) {
            save(now, "interrupted");
        }

        private void save(Snapshot now, String name) {
            try {
                now.write(Files.createDirectory(directory.resolve(name)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
