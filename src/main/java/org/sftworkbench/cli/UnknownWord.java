package org.sftworkbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says of a word that no command knows what it is not, and what was meant most likely. */
final class UnknownWord {
    private static final int MOST_SLIPS = 2;

    private UnknownWord() {}

    /**
     * @param args all that was typed
     * @return empty where the words are known and something else is wrong
     */
    static Optional<String> in(ParameterException e, String... args) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        if (e instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            return Optional.of(word.startsWith("-") ? option(word, command) : other(word, command));
        }
        // Most likely the word that is wrong is the one that is missing.
        return e instanceof MissingParameterException
                ? Arrays.stream(args)
                        .takeWhile(arg -> !arg.equals("--"))
                        .filter(arg -> arg.startsWith("--") && !isKnown(arg, e.getCommandLine()))
                        .findFirst()
                        .map(arg -> option(arg, command))
                : Optional.empty();
    }

    /**
     * An option that there is none of, behind one that takes files, was taken for a file.
     *
     * @throws ParameterException naming it
     */
    static void checkFiles(ParseResult parsed) {
        for (ParseResult at = parsed;
                at != null;
                at = at.hasSubcommand() ? at.subcommand() : null) {
            CommandSpec command = at.commandSpec();
            for (OptionSpec option : at.matchedOptions()) {
                if (option.auxiliaryTypes()[0] == Path.class || option.type() == Path.class) {
                    option.originalStringValues().stream()
                            .filter(word -> word.startsWith("--") && !Files.exists(Path.of(word)))
                            .findFirst()
                            .ifPresent(
                                    word -> {
                                        throw new ParameterException(
                                                command.commandLine(), option(word, command));
                                    });
                }
            }
        }
    }

    private static boolean isKnown(String option, CommandLine line) {
        for (CommandLine at = line; at != null; at = at.getParent()) {
            if (at.getCommandSpec().optionsMap().containsKey(name(option))) {
                return true;
            }
        }
        return false;
    }

    private static String name(String option) {
        return option.contains("=") ? option.substring(0, option.indexOf('=')) : option;
    }

    private static String option(String word, CommandSpec command) {
        return "there is no option "
                + name(word)
                + nearest(name(word), command.optionsMap().keySet());
    }

    private static String other(String word, CommandSpec command) {
        if (command.subcommands().isEmpty()) {
            return "'" + word + "' has no place here";
        }
        String nearest = nearest(word, command.subcommands().keySet());
        return command.parent() == null
                ? (word.isEmpty() ? "''" : word)
                        + ": no such file, and no command of that name"
                        + nearest
                : "there is no command '" + command.qualifiedName() + " " + word + "'" + nearest;
    }

    private static String nearest(String word, Collection<String> known) {
        return completion(word, known)
                .or(
                        () ->
                                known.stream()
                                        .filter(name -> slips(word, name) <= mostSlips(name))
                                        .min(Comparator.comparingInt(name -> slips(word, name))))
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    private static int mostSlips(String name) {
        return Math.max(1, Math.min(MOST_SLIPS, name.length() / 3));
    }

    /** The one that begins so, where there is one only. */
    private static Optional<String> completion(String word, Collection<String> known) {
        List<String> found = known.stream().filter(name -> name.startsWith(word)).toList();
        return word.length() > 2 && found.size() == 1
                ? Optional.of(found.get(0))
                : Optional.empty();
    }

    /** Letters left out, added, changed, or swapped with their neighbour. */
    private static int slips(String a, String b) {
        int[][] least = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    least[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                least[i][j] =
                        Math.min(
                                least[i - 1][j - 1] + change,
                                1 + Math.min(least[i - 1][j], least[i][j - 1]));
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least[i][j] = Math.min(least[i][j], 1 + least[i - 2][j - 2]);
                }
            }
        }
        return least[a.length()][b.length()];
    }
}
