package org.sftworkbench.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.Style;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.GoldenModel;

/**
 * What a command run in this process left behind.
 *
 * @param exitCode as the shell would see it
 * @param out the standard output
 * @param err the error stream
 */
record Cli(int exitCode, String out, String err) {
    /** Has tokenizer files, and a configuration without weights. */
    static final Path STARTER = Path.of("assets/starter");

    /** Runs {@code sft} with these arguments. */
    static Cli run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), Style.PLAIN, 100);
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int exitCode =
                new CommandLineProgram(console, new Cancellation(), new UnsavedWork(), paths -> {})
                        .execute(words);
        return new Cli(exitCode, out.toString(), err.toString());
    }

    /** Trains the small model on rows of ids. */
    static Cli train(Path ids, Object... more) {
        List<Object> arguments =
                new ArrayList<>(
                        List.of("train", "--model", GoldenModel.QWEN3.directory(), "--ids", ids));
        arguments.addAll(List.of(more));
        return run(arguments.toArray());
    }

    /** The standard output, which must hold one JSON object a line and nothing else. */
    List<JsonNode> json() {
        JsonMapper strict =
                JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.lines().toList()) {
            try {
                JsonNode node = strict.readTree(line);
                if (!node.isObject()) {
                    throw new AssertionError("not a JSON object: " + line);
                }
                lines.add(node);
            } catch (IOException e) {
                throw new UncheckedIOException("not JSON: " + line, e);
            }
        }
        return lines;
    }

    /** The keys of an object, in order. */
    static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
