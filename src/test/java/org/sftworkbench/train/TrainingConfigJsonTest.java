package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** A run's numbers stand in JSON under TRL's names, and come back as they were. */
class TrainingConfigJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatIsWrittenIsReadBack() throws JsonProcessingException {
        for (TrainingConfigJson.Numbers numbers :
                List.of(
                        new TrainingConfigJson.Numbers(
                                TrainingConfig.TRL_DEFAULTS,
                                StepOptions.DEFAULTS,
                                Optional.empty()),
                        new TrainingConfigJson.Numbers(
                                new TrainingConfig(
                                        new TrainingConfig.Optimizer(3e-4, 0.8, 0.95, 1e-6, 0.1, 0),
                                        new TrainingConfig.Course(
                                                1.5, 120, ScheduleKind.COSINE, 0.05),
                                        new TrainingConfig.Batching(
                                                3, 5, false, LossNormalization.MEAN_OF_MEANS),
                                        new LengthPolicy(0, LengthPolicy.Overlong.FILTER),
                                        7),
                                new StepOptions(true, true, false),
                                Optional.of(new EvaluationPlan(25, 4))),
                        new TrainingConfigJson.Numbers(
                                TrainingConfig.TRL_DEFAULTS,
                                new StepOptions(false, false, true, true, PackingStrategy.FFD),
                                Optional.empty()),
                        new TrainingConfigJson.Numbers(
                                TrainingConfig.TRL_DEFAULTS
                                        .with(
                                                new TrainingConfig.Course(
                                                        2, 0, ScheduleKind.CONSTANT, 10))
                                        .with(new LengthPolicy(64, LengthPolicy.Overlong.KEEP_END)),
                                new StepOptions(false, false, true, true),
                                Optional.of(new EvaluationPlan(0, 8))))) {
            String text = TrainingConfigJson.write(numbers).toString();
            assertThat(TrainingConfigJson.read(JSON.readTree(text))).isEqualTo(numbers);
        }
    }

    @Test
    void theDefaultsAreTrls() {
        JsonNode json =
                TrainingConfigJson.write(
                        new TrainingConfigJson.Numbers(
                                TrainingConfig.TRL_DEFAULTS,
                                StepOptions.DEFAULTS,
                                Optional.empty()));
        assertThat(json.get("learning_rate").doubleValue()).isEqualTo(2e-5);
        assertThat(json.get("per_device_train_batch_size").intValue()).isEqualTo(8);
        assertThat(json.get("num_train_epochs").doubleValue()).isEqualTo(3);
        assertThat(json.get("lr_scheduler_type").textValue()).isEqualTo("linear");
        assertThat(json.get("max_length").intValue()).isEqualTo(1024);
        assertThat(json.get("max_grad_norm").doubleValue()).isEqualTo(1);
        assertThat(json.get("adam_beta1").doubleValue()).isEqualTo(0.9);
        assertThat(json.get("adam_beta2").doubleValue()).isEqualTo(0.999);
        assertThat(json.get("adam_epsilon").doubleValue()).isEqualTo(1e-8);
        assertThat(json.get("weight_decay").doubleValue()).isZero();
        assertThat(json.get("seed").intValue()).isEqualTo(42);
    }

    @Test
    void aConfigurationOfTrlsCutsLongRowsAndPassesOverWhatIsNotAboutTheNumbers()
            throws JsonProcessingException {
        TrainingConfig config =
                read("{\"max_length\": 32, \"report_to\": \"wandb\", \"warmup_ratio\": 0.1}")
                        .config();
        assertThat(config.length())
                .isEqualTo(new LengthPolicy(32, LengthPolicy.Overlong.KEEP_START));
        assertThat(config.warmup()).isEqualTo(0.1);
        assertThat(read("{\"lr_scheduler_type\": \"constant\", \"warmup_steps\": 9}").config())
                .isEqualTo(read("{\"lr_scheduler_type\": \"constant\"}").config());
        assertThat(read("{\"max_length\": null}").config().maxLength()).isZero();
    }

    @Test
    void packsAreMadeAsTrlMakesThemWhereNothingIsSaid() throws JsonProcessingException {
        assertThat(read("{\"packing\": true}").step().packingStrategy())
                .isEqualTo(PackingStrategy.BFD);
        assertThatThrownBy(() -> read("{\"packing\": true, \"packing_strategy\": \"wrapped\"}"))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("packing_strategy must be one of bfd, ffd");
    }

    @Test
    void aWrongValueIsNamed() {
        assertThatThrownBy(() -> read("{\"learning_rate\": \"fast\"}"))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("learning_rate")
                .hasMessageContaining("fast");
        assertThatThrownBy(() -> read("{\"lr_scheduler_type\": \"polynomial\"}"))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("polynomial")
                .hasMessageContaining("cosine");
        assertThatThrownBy(() -> read("{\"adam_beta1\": 1.0}"))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("beta 1");
    }

    @Test
    void aNumberThatIsTooLargeIsRefusedAndNotTakenForAnother() throws JsonProcessingException {
        for (String key :
                List.of(
                        "max_steps",
                        "max_length",
                        "per_device_train_batch_size",
                        "gradient_accumulation_steps")) {
            // The lowest 32 bits of it are 1.
            assertThatThrownBy(() -> read("{\"" + key + "\": 4294967297}"))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining(key)
                    .hasMessageContaining("4294967297")
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
        }
        assertThat(read("{\"seed\": 4294967297}").config().seed()).isEqualTo(4_294_967_297L);
        assertThatThrownBy(() -> read("{\"seed\": 18446744073709551617}"))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("seed");
        assertThat(read("{\"max_length\": 64.0}").config().maxLength()).isEqualTo(64);
    }

    private static TrainingConfigJson.Numbers read(String text) throws JsonProcessingException {
        return TrainingConfigJson.read(JSON.readTree(text));
    }
}
