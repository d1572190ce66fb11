package org.sftworkbench.ui.common;

import java.math.BigInteger;
import java.text.Normalizer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.sftworkbench.job.NumberRange;
import org.sftworkbench.ui.common.words.Words;

/**
 * One number the user types: its text as typed, and what is wrong with it. The text is never
 * corrected or thrown away. FX thread only.
 *
 * @param <T> type of the number
 */
public final class FormField<T> {
    private final Words words;
    private final String name;
    private final Function<String, Optional<T>> parser;
    private final Function<T, String> format;
    private final Supplier<String> expectation;
    private final Optional<BigInteger> most;
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private String untouched = "";

    /**
     * @param name what it is called on the screen, in English; a key for the words
     * @param expectation what the text must be, such as “a number above 0”, in English; likewise
     * @param parser gives the number, or empty where the text is none that is allowed
     * @param format writes a default
     */
    public FormField(
            Words words,
            String name,
            String expectation,
            Function<String, Optional<T>> parser,
            Function<T, String> format) {
        this(words, name, () -> words.say(expectation), parser, format, Optional.empty());
    }

    /** The same in English. */
    public FormField(
            String name,
            String expectation,
            Function<String, Optional<T>> parser,
            Function<T, String> format) {
        this(Words.english(), name, expectation, parser, format);
    }

    private FormField(
            Words words,
            String name,
            Supplier<String> expectation,
            Function<String, Optional<T>> parser,
            Function<T, String> format,
            Optional<BigInteger> most) {
        this.words = words;
        this.name = name;
        this.expectation = expectation;
        this.parser = parser;
        this.format = format;
        this.most = most;
        text.addListener((o, was, is) -> validate());
        words.languageProperty().addListener((o, was, is) -> validate());
        validate();
    }

    /** A whole number in a range. */
    public static FormField<Integer> wholeNumber(Words words, String name, NumberRange range) {
        return new FormField<>(
                words,
                name,
                () ->
                        range.most() < Integer.MAX_VALUE
                                ? words.say(
                                        "a whole number from {0} to {1}",
                                        range.leastDigits(), range.mostDigits())
                                : words.say("a whole number of at least {0}", range.leastDigits()),
                text -> Numbers.parseInt(text).filter(range::holds),
                n -> Integer.toString(n),
                Optional.of(new BigInteger(range.mostDigits())));
    }

    /** The same in English. */
    public static FormField<Integer> wholeNumber(String name, NumberRange range) {
        return wholeNumber(Words.english(), name, range);
    }

    /** Any whole number. */
    public static FormField<Long> anyWholeNumber(Words words, String name) {
        return new FormField<>(
                words,
                name,
                Words.key("a whole number of at most 18 digits"),
                Numbers::parseLong,
                n -> Long.toString(n));
    }

    /** The same in English. */
    public static FormField<Long> anyWholeNumber(String name) {
        return anyWholeNumber(Words.english(), name);
    }

    /** A number in a range. */
    public static FormField<Double> number(Words words, String name, NumberRange range) {
        return new FormField<>(
                words,
                name,
                () -> expectation(words, range),
                text -> Numbers.parseDouble(text).filter(range::holds),
                Numbers::format,
                Optional.empty());
    }

    /** The same in English. */
    public static FormField<Double> number(String name, NumberRange range) {
        return number(Words.english(), name, range);
    }

    private static String expectation(Words words, NumberRange range) {
        String least = range.leastDigits();
        String most = range.mostDigits();
        if (range.leastCounts()) {
            return range.mostCounts()
                    ? words.say("a number from {0} to {1}", least, most)
                    : words.say("a number from {0} to below {1}", least, most);
        }
        return range.mostCounts()
                ? words.say("a number above {0} and at most {1}", least, most)
                : words.say("a number above {0} and below {1}", least, most);
    }

    /** {@link #name} in the language of the window. */
    public StringBinding label() {
        return words.text(name);
    }

    /** What the field is called on the screen, in English. */
    public String name() {
        return name;
    }

    public StringProperty textProperty() {
        return text;
    }

    /** What is wrong with the text, as a sentence; empty where nothing is. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The number, or empty where the text is none that is allowed. */
    public Optional<T> value() {
        return parser.apply(text.get() == null ? "" : text.get().strip());
    }

    /** Sets a new default; text that the user has typed stays. */
    public void offer(T value) {
        boolean wasUntouched = untouched.equals(text.get());
        untouched = format.apply(value);
        if (wasUntouched) {
            text.set(untouched);
        }
    }

    /** Whether the user has typed something else than the default. */
    public boolean isTouched() {
        return !untouched.equals(text.get());
    }

    /** Puts a value into the field, as the user would by typing it. */
    public void type(T value) {
        text.set(format.apply(value));
    }

    /** Goes back to the default. */
    public void reset() {
        text.set(untouched);
    }

    private void validate() {
        problem.set(value().isPresent() ? "" : describe());
    }

    private String describe() {
        String typed = text.get() == null ? "" : text.get().strip();
        String called = words.say(name);
        if (typed.isEmpty()) {
            return words.say("{0} is empty: it must be {1}.", called, expectation.get());
        }
        String half = halfWidth(typed);
        if (!half.equals(typed) && parser.apply(half).isPresent()) {
            return words.say(
                    "{0} must be {1}, not “{2}”; write it in half-width characters: {3}.",
                    called, expectation.get(), typed, half);
        }
        if (most.isPresent()
                && half.matches("\\+?\\d+")
                && new BigInteger(half).compareTo(most.get()) > 0) {
            return words.say(
                    "{0} can be {1} at most, not “{2}”.", called, most.get().toString(), typed);
        }
        return half.matches("[^,]*\\d*,\\d+")
                ? words.say(
                        "{0} must be {1}, not “{2}”; write decimals with a dot.",
                        called, expectation.get(), typed)
                : words.say("{0} must be {1}, not “{2}”.", called, expectation.get(), typed);
    }

    /**
     * As it would be without an input method that writes digits and points as wide as ideographs.
     */
    private static String halfWidth(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).replace('。', '.');
    }
}
