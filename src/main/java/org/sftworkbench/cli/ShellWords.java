package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a command so that it can be copied into a shell. */
final class ShellWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,~^\\\\-]+");
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private ShellWords() {}

    /** The words in a line, those in quotes that the shell would take apart. */
    static String line(List<String> words) {
        return words.stream()
                .map(word -> WINDOWS ? windows(word) : posix(word))
                .collect(Collectors.joining(" "));
    }

    /** What lets a run go on. */
    static String resume(Path run) {
        return line(List.of("sft", "train", "--resume", run.toString()));
    }

    static String posix(String word) {
        return PLAIN.matcher(word).matches() && !word.startsWith("~") && word.indexOf('\\') < 0
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }

    static String windows(String word) {
        return PLAIN.matcher(word).matches() ? word : '"' + word + '"';
    }
}
