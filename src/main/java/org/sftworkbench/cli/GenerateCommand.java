package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.Counted;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.generate.AnswerDecoder;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.generate.Sampling;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.tokenizer.Tokenizer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sft generate}: continues prompts. */
@picocli.CommandLine.Command(
        name = "generate",
        description = "Continue prompts; those of one call are one left-padded batch.",
        sortOptions = false,
        footerHeading = "%nWith --json, a line for each prompt holds:%n",
        footer = {
            "  output_ids  the new ids, the one that ended it included",
            "  text        what they say, without special tokens; null without a tokenizer",
            "  stopped_by  eos (the model ended by itself), stop_string (a text of --stop came),",
            "              length or cancelled"
        })
final class GenerateCommand implements Runnable {
    private final Console console;
    private final Cancellation stop;

    @Spec CommandSpec spec;

    @Mixin ModelMixin model;

    /** Where the prompts come from. */
    static final class Source {
        @Option(
                names = "--prompt",
                paramLabel = "TEXT",
                arity = "1..*",
                required = true,
                description =
                        "What a user says, put through the chat template. Where the tokenizer has"
                                + " no chat template, or with --raw, the text itself is continued.")
        List<String> prompts;

        @Option(
                names = "--data",
                paramLabel = "FILE",
                required = true,
                description =
                        "Rows of conversations, each without the assistant's answer that it ends"
                                + " in.")
        Path data;

        @Option(
                names = "--ids",
                paramLabel = "FILE.jsonl",
                required = true,
                description = "Prompts that are tokens already: {\"input_ids\": […]} a line.")
        Path ids;
    }

    @ArgGroup(multiplicity = "1")
    Source source;

    @Mixin ColumnsMixin columns;

    @Option(names = "--raw", description = "Continue the text of --prompt as it is.")
    boolean raw;

    @Option(
            names = "--max-new-tokens",
            paramLabel = "N",
            description = "Tokens to write at most (default: 128).")
    int maxNewTokens = 128;

    @Option(
            names = "--temperature",
            paramLabel = "X",
            description = "0 takes the likeliest token (default: 0).")
    double temperature;

    @Option(
            names = "--top-p",
            paramLabel = "X",
            description =
                    "Draw from the likeliest tokens that together reach this probability"
                            + " (default: 1); needs a temperature.")
    double topP = 1;

    @Option(
            names = "--top-k",
            paramLabel = "N",
            description =
                    "Draw from this many likeliest tokens; 0 for all (default: 0); needs a"
                            + " temperature.")
    int topK;

    @Option(
            names = "--min-p",
            paramLabel = "X",
            description =
                    "Draw from tokens at least this fraction as likely as the likeliest; 0 for"
                            + " all (default: 0); needs a temperature.")
    double minP;

    @Option(
            names = "--repetition-penalty",
            paramLabel = "X",
            description =
                    "Above 1 makes tokens less likely that the text holds already, the prompt"
                            + " included, padding not (default: 1).")
    double repetitionPenalty = 1;

    @Option(
            names = "--stop",
            paramLabel = "TEXT",
            description =
                    "End an answer when it has written this, and leave it out; may be given"
                            + " several times.")
    List<String> stopStrings = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Of the drawing (default: 42).")
    long seed = 42;

    @Option(
            names = "--ignore-eos",
            description = "Write on to --max-new-tokens through end-of-sequence tokens.")
    boolean ignoreEos;

    @Mixin EncodingMixin encoding;

    @Mixin ComputeMixin compute;

    @Mixin JsonMixin output;

    GenerateCommand(Console console, Cancellation stop) {
        this.console = console;
        this.stop = stop;
    }

    /** One continuation as JSON. */
    record Line(int[] outputIds, String text, String stoppedBy) {}

    @Override
    public void run() {
        GenerationSettings settings = settings();
        ModelConfig config = model.config();
        Optional<Tokenizer> tokenizer =
                source.ids == null
                        ? Optional.of(model.openTokenizer())
                        : model.openTokenizerIfAny();
        remarkOnNoEnd(config);
        try (EngineSession engine = new EngineSession(stop)) {
            List<int[]> prompts = prompts(tokenizer, new ModelFit(config));
            Stream stream = new Stream(tokenizer, prompts.size());
            Event.Generated generated =
                    engine.run(
                            new Command.Generate(
                                    model.directory(),
                                    compute.settings(model.base()),
                                    prompts,
                                    settings),
                            Event.Generated.class,
                            stream::hear);
            if (output.json) {
                generated.rows().forEach(row -> console.json(line(row, tokenizer)));
            } else {
                print(generated, tokenizer, stream);
            }
        } finally {
            tokenizer.ifPresent(Tokenizer::close);
        }
    }

    private void remarkOnNoEnd(ModelConfig config) {
        if (config.eosIds().isEmpty() && !ignoreEos && stopStrings.isEmpty()) {
            console.remark(
                    "The model names no token that ends an answer (eos_token_id in"
                            + " generation_config.json); answers end at --max-new-tokens alone.");
        }
    }

    private GenerationSettings settings() {
        if (temperature == 0) {
            List.of("--top-p", "--top-k", "--min-p").stream()
                    .filter(spec.commandLine().getParseResult()::hasMatchedOption)
                    .findFirst()
                    .ifPresent(this::refuseWithoutTemperature);
        }
        try {
            return new GenerationSettings(
                    maxNewTokens,
                    new Sampling(temperature, topK, topP, minP, repetitionPenalty, seed),
                    ignoreEos,
                    stopStrings,
                    0);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private void refuseWithoutTemperature(String option) {
        throw new ParameterException(
                spec.commandLine(),
                option
                        + " needs a --temperature above 0: without one the likeliest token is"
                        + " always taken");
    }

    private List<int[]> prompts(Optional<Tokenizer> tokenizer, ModelFit fit) {
        if (source.ids != null) {
            List<SourcedExample> rows = RowEncoder.ids(source.ids);
            rows.forEach(fit::require);
            return rows.stream().map(row -> row.example().inputIds()).toList();
        }
        List<int[]> prompts =
                source.data != null
                        ? new Prompts(
                                        encoding.encoder(tokenizer.orElseThrow()),
                                        new RowReport(console))
                                .ofRows(columns.reader(), source.data)
                        : ofTexts(tokenizer.orElseThrow());
        for (int i = 0; i < prompts.size(); i++) {
            String what = (source.data == null ? "prompt " : source.data + ": row ") + (i + 1);
            fit.problem(prompts.get(i))
                    .ifPresent(
                            problem -> {
                                throw new CommandFailure(what + ": " + problem);
                            });
        }
        return prompts;
    }

    private List<int[]> ofTexts(Tokenizer tokenizer) {
        boolean templated =
                !raw && (encoding.namesTemplate() || !tokenizer.chatTemplates().isEmpty());
        List<int[]> prompts = new ArrayList<>();
        if (templated) {
            Prompts chat = new Prompts(encoding.encoder(tokenizer), new RowReport(console));
            source.prompts.forEach(text -> prompts.add(chat.ofUser(text)));
            return prompts;
        }
        if (!raw) {
            console.remark("The tokenizer has no chat template; the text itself is continued.");
        }
        for (String text : source.prompts) {
            int[] ids = tokenizer.encode(text).ids();
            if (ids.length == 0) {
                throw new CommandFailure("a prompt is empty; there is nothing to continue");
            }
            prompts.add(ids);
        }
        return prompts;
    }

    private Line line(Event.GeneratedRow row, Optional<Tokenizer> tokenizer) {
        return new Line(
                row.outputIds(),
                tokenizer.map(t -> words(t, row)).orElse(null),
                row.stop().name().toLowerCase(Locale.ROOT));
    }

    private void print(Event.Generated generated, Optional<Tokenizer> tokenizer, Stream stream) {
        boolean several = generated.rows().size() > 1;
        int number = 0;
        for (Event.GeneratedRow row : generated.rows()) {
            number++;
            if (several) {
                console.line(console.style().bold("— " + number + " —"));
            }
            if (stream.isLive()) {
                stream.end();
            } else {
                console.line(
                        tokenizer.map(t -> words(t, row)).orElse(Arrays.toString(row.outputIds())));
            }
            console.line(
                    console.style()
                            .dim(
                                    "["
                                            + Counted.of(row.outputIds().length, "token")
                                            + ", "
                                            + ending(row)
                                            + "]"));
        }
    }

    private String words(Tokenizer tokenizer, Event.GeneratedRow row) {
        return AnswerDecoder.words(tokenizer, row.outputIds(), stopStrings);
    }

    private static String ending(Event.GeneratedRow row) {
        if (!row.stopString().isEmpty()) {
            return "ended at the stop string";
        }
        return row.stopId() >= 0 ? "ended by itself" : "cut off at the limit";
    }

    /** Shows a single answer while it is being written. */
    private final class Stream {
        private final Optional<AnswerDecoder> decoder;

        Stream(Optional<Tokenizer> tokenizer, int prompts) {
            decoder =
                    output.json || prompts != 1
                            ? Optional.empty()
                            : tokenizer.map(t -> new AnswerDecoder(t, stopStrings));
        }

        boolean isLive() {
            return decoder.isPresent();
        }

        void hear(Event event) {
            if (event instanceof Event.Tokens tokens && tokens.ids()[0] >= 0) {
                decoder.ifPresent(d -> console.print(AnswerDecoder.words(d.push(tokens.ids()[0]))));
            }
        }

        void end() {
            decoder.ifPresent(d -> console.line(AnswerDecoder.words(d.finish())));
        }
    }
}
