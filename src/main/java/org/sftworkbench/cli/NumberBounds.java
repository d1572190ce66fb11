package org.sftworkbench.cli;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * How numbers are read from options, and the range of each: what no run could mean is refused
 * before anything is read or computed. One name has one range in all commands.
 */
final class NumberBounds {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");

    /**
     * A range.
     *
     * @param leastCounts whether {@code least} itself is in it
     * @param mostCounts whether {@code most} itself is in it
     */
    private record Range(double least, boolean leastCounts, double most, boolean mostCounts) {
        static Range of(double least, double most) {
            return new Range(least, true, most, true);
        }

        static Range above(double least, double most) {
            return new Range(least, false, most, true);
        }

        static Range below(double least, double most) {
            return new Range(least, true, most, false);
        }

        boolean holds(double value) {
            return (leastCounts ? value >= least : value > least)
                    && (mostCounts ? value <= most : value < most);
        }

        String words() {
            return (leastCounts ? "from " + plain(least) : "above " + plain(least))
                    + (mostCounts ? " to " : " to below ")
                    + plain(most);
        }

        private static String plain(double value) {
            return new BigDecimal(value).stripTrailingZeros().toPlainString();
        }
    }

    private static final Range STEPS = Range.of(1, 100_000_000);
    private static final Range EVERY = Range.of(0, Integer.MAX_VALUE);
    private static final Range ROW = Range.of(1, Integer.MAX_VALUE);
    private static final Range ROWS_OF_BATCH = Range.of(1, 100_000);
    private static final Range LENGTH = Range.of(0, 10_000_000);
    private static final Range NEW_TOKENS = Range.of(1, 1_000_000);
    private static final Range SHARE = Range.of(0, 1);

    private static final Map<String, Range> RANGES =
            Map.ofEntries(
                    entry("--steps", STEPS),
                    entry("--warm-up", Range.of(0, 100_000_000)),
                    entry("--rounds", Range.of(1, 1_000_000)),
                    entry("--epochs", Range.above(0, 1_000_000)),
                    entry("--batch-size", ROWS_OF_BATCH),
                    entry("--grad-accum", Range.of(1, 100_000)),
                    entry("--lr", Range.above(0, 1_000)),
                    entry("--warmup", Range.of(0, 100_000_000)),
                    entry("--warmup-ratio", Range.below(0, 1)),
                    entry("--adam-beta1", Range.below(0, 1)),
                    entry("--adam-beta2", Range.below(0, 1)),
                    entry("--adam-epsilon", SHARE),
                    entry("--weight-decay", Range.of(0, 1_000)),
                    entry("--max-grad-norm", Range.of(0, 1e12)),
                    entry("--max-length", LENGTH),
                    entry("--lora-rank", Range.of(1, 1_000_000)),
                    entry("--lora-alpha", Range.above(0, 10_000_000)),
                    entry("--lora-dropout", Range.below(0, 1)),
                    entry("--eval-split", new Range(0, false, 1, false)),
                    entry("--eval-steps", EVERY),
                    entry("--eval-batch-size", ROWS_OF_BATCH),
                    entry("--probe-row", ROW),
                    entry("--probe-steps", EVERY),
                    entry("--save-steps", EVERY),
                    entry("--save-total-limit", EVERY),
                    entry("--max-new-tokens", NEW_TOKENS),
                    entry("--temperature", Range.of(0, 1_000)),
                    entry("--top-p", Range.above(0, 1)),
                    entry("--top-k", EVERY),
                    entry("--min-p", SHARE),
                    entry("--repetition-penalty", Range.above(0, 1_000)),
                    entry("--row", ROW),
                    entry("--show", EVERY),
                    entry("--rows", Range.of(1, 100_000_000)),
                    entry("--threads", Range.of(1, 1_024)),
                    entry("--passes", Range.of(1, 10_000)),
                    entry("--prompt", Range.of(1, 1_000_000)),
                    entry("--answer", Range.of(1, 1_000_000)),
                    entry("--new", Range.of(2, 1_000_000)),
                    entry("--alternatives", Range.of(0, 1_000)),
                    entry("--length", NEW_TOKENS),
                    entry("--trained-share", SHARE),
                    entry("--spread", Range.of(0, 10)));

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
                                            name + " must be " + range.words() + ", not " + number);
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

    private static Optional<Range> range(String option) {
        return Optional.ofNullable(RANGES.get(option));
    }

    /** Whether it is known what an option's number may be. */
    static boolean knows(String option) {
        return RANGES.containsKey(option) || WITHOUT.contains(option);
    }
}
