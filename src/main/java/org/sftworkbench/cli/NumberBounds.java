package org.sftworkbench.cli;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sftworkbench.generate.SamplingRanges;
import org.sftworkbench.job.NumberRange;
import org.sftworkbench.train.RunRanges;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * How numbers are read from options, and the range of each, those of runs and generation as in the
 * window: what no run could mean is refused before anything is read or computed. One name has one
 * range in all commands.
 */
final class NumberBounds {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");

    private static final NumberRange ROW = NumberRange.of(1, Integer.MAX_VALUE);
    private static final NumberRange SHARE = NumberRange.of(0, 1);

    private static final Map<String, NumberRange> RANGES =
            Map.ofEntries(
                    entry("--steps", RunRanges.STEPS),
                    entry("--warm-up", NumberRange.of(0, 100_000_000)),
                    entry("--rounds", NumberRange.of(1, 1_000_000)),
                    entry("--epochs", RunRanges.EPOCHS),
                    entry("--batch-size", RunRanges.BATCH_SIZE),
                    entry("--grad-accum", RunRanges.ACCUMULATION),
                    entry("--lr", RunRanges.LEARNING_RATE),
                    entry("--warmup", RunRanges.WARM_UP),
                    entry("--warmup-ratio", NumberRange.below(0, 1)),
                    entry("--adam-beta1", RunRanges.BETA),
                    entry("--adam-beta2", RunRanges.BETA),
                    entry("--adam-epsilon", RunRanges.EPSILON),
                    entry("--weight-decay", RunRanges.WEIGHT_DECAY),
                    entry("--max-grad-norm", RunRanges.GRADIENT_NORM),
                    entry("--max-length", RunRanges.LENGTH),
                    entry("--lora-rank", RunRanges.LORA_RANK),
                    entry("--lora-alpha", RunRanges.LORA_ALPHA),
                    entry("--lora-dropout", RunRanges.LORA_DROPOUT),
                    entry("--eval-split", new NumberRange(0, false, 1, false)),
                    entry("--eval-steps", RunRanges.EVERY),
                    entry("--eval-batch-size", RunRanges.BATCH_SIZE),
                    entry("--probe-row", ROW),
                    entry("--probe-steps", RunRanges.EVERY),
                    entry("--save-steps", RunRanges.EVERY),
                    entry("--save-total-limit", RunRanges.CHECKPOINTS_KEPT),
                    entry("--max-new-tokens", SamplingRanges.NEW_TOKENS),
                    entry("--temperature", SamplingRanges.TEMPERATURE),
                    entry("--top-p", SamplingRanges.TOP_P),
                    entry("--top-k", SamplingRanges.TOP_K),
                    entry("--min-p", SamplingRanges.MIN_P),
                    entry("--repetition-penalty", SamplingRanges.REPETITION_PENALTY),
                    entry("--row", ROW),
                    entry("--show", NumberRange.COUNT),
                    entry("--rows", NumberRange.of(1, 100_000_000)),
                    entry("--threads", NumberRange.of(1, 1_024)),
                    entry("--passes", NumberRange.of(1, 10_000)),
                    entry("--prompt", NumberRange.of(1, 1_000_000)),
                    entry("--answer", NumberRange.of(1, 1_000_000)),
                    entry("--new", NumberRange.of(2, 1_000_000)),
                    entry("--alternatives", NumberRange.of(0, 1_000)),
                    entry("--length", SamplingRanges.NEW_TOKENS),
                    entry("--trained-share", SHARE),
                    entry("--spread", NumberRange.of(0, 10)));

    /** Any whole number of 64 bits will do. */
    private static final List<String> WITHOUT = List.of("--seed");

    private NumberBounds() {}

    /** Lets a command line and its commands read numbers in the user's words. */
    static CommandLine readBy(CommandLine line) {
        CommandLine.ITypeConverter<Integer> whole =
                text -> (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
        CommandLine.ITypeConverter<Long> wide = text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
        return line.registerConverter(int.class, whole)
                .registerConverter(Integer.class, whole)
                .registerConverter(long.class, wide)
                .registerConverter(Long.class, wide)
                .registerConverter(double.class, NumberBounds::decimal)
                .registerConverter(Double.class, NumberBounds::decimal);
    }

    private static long whole(String text, long least, long most) {
        if (!WHOLE.matcher(text.strip()).matches()) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
        BigDecimal value = new BigDecimal(text.strip());
        if (value.compareTo(BigDecimal.valueOf(least)) < 0
                || value.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new TypeConversionException(
                    text.strip() + " is too large; the largest is " + most);
        }
        return value.longValueExact();
    }

    private static double decimal(String text) {
        if (!DECIMAL.matcher(text.strip()).matches()) {
            throw new TypeConversionException("'" + text + "' is not a number");
        }
        double value = Double.parseDouble(text.strip());
        if (!Double.isFinite(value)) {
            throw new TypeConversionException(text.strip() + " is too large");
        }
        return value;
    }

    /**
     * @throws ParameterException where a number of the command that was parsed last is out of its
     *     range; names the option
     */
    static void check(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        for (OptionSpec option : last.matchedOptions()) {
            for (Number number : numbers(option)) {
                String name = option.longestName();
                range(name)
                        .filter(range -> !range.holds(number.doubleValue()))
                        .ifPresent(
                                range -> {
                                    throw new ParameterException(
                                            option.command().commandLine(),
                                            name + " must be " + words(range) + ", not " + number);
                                });
            }
        }
    }

    private static List<Number> numbers(OptionSpec option) {
        Object value = option.getValue();
        Collection<?> values =
                value instanceof Collection<?> several
                        ? several
                        : value == null ? List.of() : List.of(value);
        return values.stream().filter(Number.class::isInstance).map(Number.class::cast).toList();
    }

    private static Optional<NumberRange> range(String option) {
        return Optional.ofNullable(RANGES.get(option));
    }

    private static String words(NumberRange range) {
        return (range.leastCounts() ? "from " : "above ")
                + range.leastDigits()
                + (range.mostCounts() ? " to " : " to below ")
                + range.mostDigits();
    }

    /** Whether it is known what an option's number may be. */
    static boolean knows(String option) {
        return RANGES.containsKey(option) || WITHOUT.contains(option);
    }
}
