package org.sftworkbench.ui.common;

import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * One number the user types: its text as typed, and what is wrong with it. The text is never
 * corrected or thrown away. FX thread only.
 *
 * @param <T> type of the number
 */
public final class FormField<T> {
    private final String name;
    private final Function<String, Optional<T>> parser;
    private final Function<T, String> format;
    private final String expectation;
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private String untouched = "";

    /**
     * @param name what it is called on the screen
     * @param expectation what the text must be, such as “a number above 0”
     * @param parser gives the number, or empty where the text is none that is allowed
     * @param format writes a default
     */
    public FormField(
            String name,
            String expectation,
            Function<String, Optional<T>> parser,
            Function<T, String> format) {
        this.name = name;
        this.expectation = expectation;
        this.parser = parser;
        this.format = format;
        text.addListener((o, was, is) -> validate());
        validate();
    }

    /** A whole number of at least {@code least}. */
    public static FormField<Integer> wholeNumber(String name, int least) {
        return new FormField<>(
                name,
                "a whole number of at least " + least,
                text -> Numbers.parseInt(text).filter(n -> n >= least),
                n -> Integer.toString(n));
    }

    /** Any whole number. */
    public static FormField<Long> anyWholeNumber(String name) {
        return new FormField<>(name, "a whole number", Numbers::parseLong, n -> Long.toString(n));
    }

    /** A number of 0 or more. */
    public static FormField<Double> notNegative(String name) {
        return new FormField<>(
                name,
                "a number of 0 or more",
                text -> Numbers.parseDouble(text).filter(x -> x >= 0),
                Numbers::format);
    }

    /** A number above 0. */
    public static FormField<Double> positive(String name) {
        return new FormField<>(
                name,
                "a number above 0",
                text -> Numbers.parseDouble(text).filter(x -> x > 0),
                Numbers::format);
    }

    /** What the field is called on the screen. */
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

    /** Goes back to the default. */
    public void reset() {
        text.set(untouched);
    }

    private void validate() {
        problem.set(value().isPresent() ? "" : describe());
    }

    private String describe() {
        String typed = text.get() == null ? "" : text.get().strip();
        String hint = typed.matches("[^,]*\\d*,\\d+") ? "; write decimals with a dot" : "";
        return typed.isEmpty()
                ? name + " is empty: it must be " + expectation + "."
                : name + " must be " + expectation + ", not “" + typed + "”" + hint + ".";
    }
}
