package org.sftworkbench.starter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small task that is done rather than remembered: adding, counting, putting in order, repeating.
 *
 * @param instruction what to do, as told to a person
 * @param input what to do it with; part of {@link #question} too
 * @param question instruction and input in one sentence
 * @param answer what is to be written
 * @param key what a right answer must contain
 */
record Exercise(
        Kind kind, String instruction, String input, Phrase question, Phrase answer, String key) {

    enum Kind {
        SUM,
        COUNT,
        ORDER,
        REPEAT
    }

    /** Adds two numbers from 1 to 9. */
    static Exercise sum(Language language, int a, int b) {
        String input = a + " + " + b;
        boolean en = language == Language.EN;
        return new Exercise(
                Kind.SUM,
                en ? "Add the numbers." : "把数字加起来。",
                input,
                en ? Phrase.plain("What is " + input + "?") : new Phrase("|" + input + " |等于|多少？"),
                Phrase.plain(input + " = " + (a + b) + (en ? "." : "。")),
                String.valueOf(a + b));
    }

    /** Counts from one number to another. */
    static Exercise count(Language language, int from, int to) {
        String counted =
                IntStream.rangeClosed(from, to)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(", "));
        boolean en = language == Language.EN;
        return new Exercise(
                Kind.COUNT,
                en ? "Count the numbers." : "数数。",
                en ? "from " + from + " to " + to : "从 " + from + " 到 " + to,
                en
                        ? Phrase.plain("Count from " + from + " to " + to + ".")
                        : new Phrase("|从| " + from + " |数到| " + to + "。"),
                Phrase.plain(counted + (en ? "." : "。")),
                counted);
    }

    /** Puts three different numbers in order. */
    static Exercise order(Language language, Random random) {
        List<Integer> numbers = new ArrayList<>();
        while (numbers.size() < 3) {
            int number = 1 + random.nextInt(9);
            if (!numbers.contains(number)) {
                numbers.add(number);
            }
        }
        String input = join(numbers);
        Collections.sort(numbers);
        boolean en = language == Language.EN;
        return new Exercise(
                Kind.ORDER,
                en ? "Put the numbers in order." : "把数字从小到大排列。",
                input,
                en
                        ? Phrase.plain("Put these numbers in order: " + input + ".")
                        : new Phrase("|把|数字|从小到大|排列：" + input + "。"),
                Phrase.plain(join(numbers) + (en ? "." : "。")),
                join(numbers));
    }

    /** Writes a word once more. */
    static Exercise repeat(Language language, Bilingual word) {
        String input = word.in(language);
        boolean en = language == Language.EN;
        return new Exercise(
                Kind.REPEAT,
                en ? "Repeat the word." : "重复这个词。",
                input,
                en
                        ? Phrase.plain("Repeat the word " + input + ".")
                        : new Phrase("|重复|这个|词：|" + input + "|。"),
                en ? Phrase.plain(input + ".") : new Phrase("|" + input + "|。"),
                input);
    }

    private static String join(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
