package org.sftworkbench.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.JsonFault;
import org.sftworkbench.disk.SmallFile;

/**
 * Where a run stands after a whole optimizer step: {@code trainer_state.json}, under the names of
 * transformers' {@code TrainerState}.
 *
 * <p>It is all that the loop remembers beside weights and moments. The order of an epoch's rows
 * follows from seed and epoch, the adapters' dropout and the learning rate from the step, so the
 * step is also the state of the random numbers and the place in the data.
 *
 * @param step optimizer steps taken
 * @param totalSteps the run takes
 * @param epoch epochs completed, as a fraction
 * @param numTokens real tokens trained on so far
 * @param elapsedSeconds that steps took so far
 * @param fingerprint of the rows: {@link RowFingerprint}
 * @param numbers that it is trained with, under TRL's names; none in what earlier versions wrote
 */
public record TrainerState(
        int step,
        int totalSteps,
        double epoch,
        long numTokens,
        double elapsedSeconds,
        String fingerprint,
        ObjectNode numbers) {
    /** Its file in a checkpoint. */
    public static final String FILE = "trainer_state.json";

    private static final int FORMAT = 1;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    TrainerState with(ObjectNode others) {
        return new TrainerState(
                step, totalSteps, epoch, numTokens, elapsedSeconds, fingerprint, others);
    }

    /** The first number that both know and that differs, by its name. */
    Optional<String> otherNumber(TrainerState state) {
        return numbers.properties().stream()
                .filter(number -> state.numbers.has(number.getKey()))
                // As it is written: read again, a number may be of another kind.
                .filter(
                        n ->
                                !state.numbers
                                        .get(n.getKey())
                                        .toString()
                                        .equals(n.getValue().toString()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    void write(Path directory) throws IOException {
        ObjectNode root =
                JSON.createObjectNode()
                        .put("format", FORMAT)
                        .put("global_step", step)
                        .put("max_steps", totalSteps)
                        .put("epoch", epoch)
                        .put("num_input_tokens_seen", numTokens)
                        .put("elapsed_seconds", elapsedSeconds)
                        .put("data_fingerprint", fingerprint)
                        .set("numbers", numbers);
        DurableFiles.create(
                directory.resolve(FILE),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    }

    /**
     * @throws TrainingException where the file is missing or broken; names it
     */
    static TrainerState read(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            JsonNode root = JSON.readTree(SmallFile.bytes(file));
            if (root.path("format").asInt(0) != FORMAT || !root.path("global_step").isInt()) {
                throw new TrainingException(file + ": is no state of a run of this program");
            }
            return new TrainerState(
                    root.path("global_step").asInt(),
                    root.path("max_steps").asInt(),
                    root.path("epoch").asDouble(),
                    root.path("num_input_tokens_seen").asLong(),
                    root.path("elapsed_seconds").asDouble(),
                    root.path("data_fingerprint").asText(""),
                    root.path("numbers") instanceof ObjectNode numbers
                            ? numbers
                            : JSON.createObjectNode());
        } catch (JsonProcessingException e) {
            throw new TrainingException(file + ": is broken JSON: " + JsonFault.of(e));
        } catch (IOException e) {
            throw new TrainingException(file + ": cannot be read: " + DurableFiles.why(e));
        }
    }
}
