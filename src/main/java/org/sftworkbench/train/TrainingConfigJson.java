package org.sftworkbench.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A run's numbers as JSON in the names of TRL 1.13's {@code SFTConfig}. What TRL has no name for is
 * in {@code overlong_rows}, {@code loss_normalization} and {@code loss_of_all_tokens}.
 */
public final class TrainingConfigJson {
    private TrainingConfigJson() {}

    /**
     * The numbers of a run.
     *
     * @param config of the loop
     * @param step how a step is computed
     * @param evaluation of rows held out; empty for none
     */
    public record Numbers(
            TrainingConfig config, StepOptions step, Optional<EvaluationPlan> evaluation) {}

    /** As {@link #read} reads them. */
    public static ObjectNode write(Numbers numbers) {
        TrainingConfig config = numbers.config();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("per_device_train_batch_size", config.batchSize());
        json.put("gradient_accumulation_steps", config.gradAccum());
        json.put("train_sampling_strategy", config.shuffle() ? "random" : "sequential");
        json.put("loss_normalization", lower(config.normalization()));
        json.put("num_train_epochs", config.epochs());
        json.put("max_steps", config.steps() > 0 ? config.steps() : -1);
        json.put("learning_rate", config.learningRate());
        json.put("lr_scheduler_type", config.schedule().trlName());
        if (config.warmup() == Math.rint(config.warmup())) {
            json.put("warmup_steps", (long) config.warmup());
        } else {
            json.put("warmup_steps", config.warmup());
        }
        json.put("weight_decay", config.weightDecay());
        json.put("adam_beta1", config.optimizer().beta1());
        json.put("adam_beta2", config.optimizer().beta2());
        json.put("adam_epsilon", config.optimizer().epsilon());
        json.put("max_grad_norm", config.maxGradNorm());
        if (config.maxLength() == 0) {
            json.putNull("max_length");
        } else {
            json.put("max_length", config.maxLength());
        }
        LengthPolicy.Overlong overlong = config.length().overlong();
        json.put("overlong_rows", overlong == LengthPolicy.Overlong.FILTER ? "filter" : "truncate");
        json.put(
                "truncation_mode",
                overlong == LengthPolicy.Overlong.KEEP_END ? "keep_end" : "keep_start");
        json.put("seed", config.seed());
        json.put("packing", numbers.step().packing());
        if (numbers.step().packing()) {
            json.put("packing_strategy", lower(numbers.step().packingStrategy()));
        }
        json.put("padding_free", !numbers.step().rightPadding());
        json.put("gradient_checkpointing", numbers.step().checkpointing());
        json.put("loss_of_all_tokens", numbers.step().lossOfAll());
        json.put("eval_strategy", numbers.evaluation().isPresent() ? "steps" : "no");
        numbers.evaluation()
                .ifPresent(
                        plan -> {
                            json.put("eval_steps", plan.every());
                            json.put("per_device_eval_batch_size", plan.batchSize());
                        });
        return json;
    }

    /**
     * Reads what {@link #write} wrote, or a configuration of TRL's as far as its values are known
     * here: an evaluation after each epoch, for one, is refused. Keys that say nothing about the
     * numbers are passed over; where one is missing TRL's default holds, except that rows stand end
     * to end and that nothing is computed twice.
     *
     * @throws TrainingException where a value is not what its key takes; names the key
     */
    public static Numbers read(JsonNode json) {
        Values values = new Values(json);
        try {
            return new Numbers(config(values), step(values), evaluation(values));
        } catch (IllegalArgumentException e) {
            throw new TrainingException("the configuration cannot be used: " + e.getMessage());
        }
    }

    private static TrainingConfig config(Values values) {
        TrainingConfig trl = TrainingConfig.TRL_DEFAULTS;
        ScheduleKind schedule =
                values.choice("lr_scheduler_type", ScheduleKind.class, trl.schedule());
        double warmup = values.number("warmup_steps", 0);
        if (warmup == 0) {
            warmup = values.number("warmup_ratio", 0);
        }
        return new TrainingConfig(
                new TrainingConfig.Optimizer(
                        values.number("learning_rate", trl.learningRate()),
                        values.number("adam_beta1", trl.optimizer().beta1()),
                        values.number("adam_beta2", trl.optimizer().beta2()),
                        values.number("adam_epsilon", trl.optimizer().epsilon()),
                        values.number("weight_decay", trl.weightDecay()),
                        values.number("max_grad_norm", trl.maxGradNorm())),
                new TrainingConfig.Course(
                        values.number("num_train_epochs", trl.epochs()),
                        Math.max(0, values.count("max_steps", -1)),
                        schedule,
                        // transformers' constant rate has no warm-up, whatever is said of one.
                        schedule == ScheduleKind.CONSTANT ? 0 : warmup),
                new TrainingConfig.Batching(
                        values.count("per_device_train_batch_size", trl.batchSize()),
                        values.count("gradient_accumulation_steps", trl.gradAccum()),
                        values.choice("train_sampling_strategy", Order.class, Order.RANDOM)
                                == Order.RANDOM,
                        values.choice(
                                "loss_normalization",
                                LossNormalization.class,
                                trl.normalization())),
                new LengthPolicy(
                        values.isNull("max_length")
                                ? 0
                                : values.count("max_length", trl.maxLength()),
                        overlong(values)),
                values.whole("seed", trl.seed()));
    }

    private enum Order {
        RANDOM,
        SEQUENTIAL
    }

    private enum LongRows {
        FILTER,
        TRUNCATE
    }

    private enum Truncation {
        KEEP_START,
        KEEP_END
    }

    private static LengthPolicy.Overlong overlong(Values values) {
        if (values.choice("overlong_rows", LongRows.class, LongRows.TRUNCATE) == LongRows.FILTER) {
            return LengthPolicy.Overlong.FILTER;
        }
        return values.choice("truncation_mode", Truncation.class, Truncation.KEEP_START)
                        == Truncation.KEEP_START
                ? LengthPolicy.Overlong.KEEP_START
                : LengthPolicy.Overlong.KEEP_END;
    }

    private static StepOptions step(Values values) {
        boolean packing = values.flag("packing", false);
        return new StepOptions(
                !packing && !values.flag("padding_free", true),
                values.flag("gradient_checkpointing", false),
                values.flag("loss_of_all_tokens", true),
                packing,
                packing
                        ? values.choice(
                                "packing_strategy", PackingStrategy.class, PackingStrategy.BFD)
                        : PackingStrategy.BFD);
    }

    private enum Strategy {
        NO,
        STEPS
    }

    private static Optional<EvaluationPlan> evaluation(Values values) {
        return values.choice("eval_strategy", Strategy.class, Strategy.NO) == Strategy.NO
                ? Optional.empty()
                : Optional.of(
                        new EvaluationPlan(
                                values.count("eval_steps", 0),
                                values.count("per_device_eval_batch_size", 8)));
    }

    private static String lower(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** Typed values of a JSON object. */
    private record Values(JsonNode json) {
        Values {
            if (!json.isObject()) {
                throw new TrainingException("the configuration must be a JSON object");
            }
        }

        boolean isNull(String key) {
            return json.has(key) && json.get(key).isNull();
        }

        double number(String key, double otherwise) {
            return has(key, JsonNode::isNumber, "a number")
                    ? json.get(key).doubleValue()
                    : otherwise;
        }

        long whole(String key, long otherwise) {
            return has(key, n -> isWhole(n) && n.canConvertToLong(), "a whole number below 2^63")
                    ? json.get(key).longValue()
                    : otherwise;
        }

        int count(String key, int otherwise) {
            return has(key, n -> isWhole(n) && n.canConvertToInt(), "a whole number below 2^31")
                    ? json.get(key).intValue()
                    : otherwise;
        }

        /** Also where a program has written 8.0. */
        private static boolean isWhole(JsonNode node) {
            return node.canConvertToExactIntegral();
        }

        boolean flag(String key, boolean otherwise) {
            return has(key, JsonNode::isBoolean, "true or false")
                    ? json.get(key).booleanValue()
                    : otherwise;
        }

        <E extends Enum<E>> E choice(String key, Class<E> kind, E otherwise) {
            String choices =
                    Arrays.stream(kind.getEnumConstants())
                            .map(TrainingConfigJson::lower)
                            .collect(Collectors.joining(", "));
            if (!has(key, JsonNode::isTextual, "one of " + choices)) {
                return otherwise;
            }
            for (E choice : kind.getEnumConstants()) {
                if (lower(choice).equals(json.get(key).textValue())) {
                    return choice;
                }
            }
            throw wrong(key, "one of " + choices);
        }

        private boolean has(String key, Predicate<JsonNode> fits, String expected) {
            JsonNode value = json.get(key);
            if (value == null || value.isNull()) {
                return false;
            }
            if (!fits.test(value)) {
                throw wrong(key, expected);
            }
            return true;
        }

        private TrainingException wrong(String key, String expected) {
            return new TrainingException(
                    "the configuration's "
                            + key
                            + " must be "
                            + expected
                            + ", not "
                            + json.get(key));
        }
    }
}
