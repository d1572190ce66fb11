package org.sftworkbench.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.TokenKind;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.InspectedBatch;
import org.sftworkbench.engine.Measurements;
import org.sftworkbench.engine.ModelInfo;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.engine.ProbedRow;
import org.sftworkbench.engine.Recording;
import org.sftworkbench.engine.RowOrigins;
import org.sftworkbench.engine.TrainingMethod;
import org.sftworkbench.generate.Continuation;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.generate.Padding;
import org.sftworkbench.generate.TokenOdds;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.ParameterCount;
import org.sftworkbench.model.Precision;
import org.sftworkbench.run.RecordedData;
import org.sftworkbench.run.RecordedTemplate;
import org.sftworkbench.train.Evaluation;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.StepOptions;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.train.TrainingConfig;

/** Every message arrives as it was sent, whatever it holds and whatever is printed around it. */
class MessageRoundTripTest {
    private static final Path PATH = Path.of("a dir", "模型 “x” \\ %20");
    private static final int[] INTS = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE};
    private static final double[] DOUBLES = {
        Double.NaN, 0.1, -0.0, Double.MIN_VALUE, Double.POSITIVE_INFINITY, Math.PI
    };
    private static final LabelledExample ROW =
            new LabelledExample(
                    new int[] {5, 0, 151_935, Integer.MAX_VALUE},
                    new boolean[] {false, true, true, false});
    private static final List<TokenKind> KINDS =
            List.of(
                    TokenKind.SCAFFOLDING,
                    TokenKind.CONTENT,
                    TokenKind.END_OF_TURN,
                    TokenKind.WHITE_SPACE);
    private static final ModelSettings SETTINGS =
            new ModelSettings(Precision.BF16, "cuda:1", Optional.of(PATH));

    static Stream<Object> messages() {
        Stream<Object> commands =
                commands().stream()
                        .flatMap(c -> Stream.of(c, new Request.Submit(Long.MAX_VALUE, c)));
        Stream<Object> events = events().stream().flatMap(e -> Stream.of(e, new Report.Told(7, e)));
        return Stream.of(
                        commands,
                        events,
                        Arrays.stream(Request.Wish.values()).map(w -> new Request.Ask(3, w)),
                        Stream.<Object>of(new Request.Close(), new Report.Ready()))
                .flatMap(s -> s);
    }

    private static List<Command> commands() {
        ObjectNode policy =
                new ObjectMapper().createObjectNode().put("rows", "ids").put("share", 0.25);
        policy.putObject("columns").put("prompt", "问");
        Recording recording =
                new Recording(
                        List.of(new RecordedData.DataFile("rows.jsonl", 3, "ab")),
                        new RecordedTemplate(
                                "chatml",
                                "ab",
                                "{% for m in messages %}\u0000\n{% endfor %}",
                                Map.of("default", "\u0000\n", "tool_use", "工具")),
                        policy,
                        Optional.of(PATH),
                        5,
                        2,
                        true,
                        Optional.empty());
        Command.Train train =
                Command.Train.from(
                                PATH,
                                List.of(ROW, new LabelledExample(new int[0], new boolean[0])),
                                3,
                                TrainingConfig.TRL_DEFAULTS.with(
                                        new LengthPolicy(7, LengthPolicy.Overlong.KEEP_END)))
                        .with(SETTINGS)
                        .by(
                                new TrainingMethod(
                                        Optional.of(
                                                new LoraConfig(
                                                        8,
                                                        16,
                                                        0.1,
                                                        true,
                                                        Set.of("q_proj", "v_proj"),
                                                        Set.of("lm_head"))),
                                        new StepOptions(false, true, false, true)))
                        .sampling(List.of(INTS, new int[0]), 4, GenerationSettings.greedy(2))
                        .into(PATH)
                        .of(new RowOrigins(List.of(PATH), new int[] {0, 0}, new int[] {1, 2}))
                        .measuring(
                                new Measurements(
                                        List.of(1, 2),
                                        List.of(ROW),
                                        3,
                                        4,
                                        Optional.of(new ProbedRow(ROW, KINDS)),
                                        5))
                        .recorded(recording);
        return List.of(
                new Command.LoadModel(PATH, SETTINGS),
                new Command.LoadModel(PATH),
                new Command.UnloadModel(PATH),
                train,
                train.recorded(recording.from(Optional.of(PATH))),
                TinyRuns.measured(null, 3),
                new Command.Generate(
                        PATH,
                        SETTINGS,
                        List.of(INTS),
                        Padding.naiveRight(9),
                        new GenerationSettings(
                                3,
                                new GenerationSettings(3, 0.7, 0.9, 40, 1L << 60, true).sampling(),
                                true,
                                List.of("\n\n", "停"),
                                2)),
                new Command.Score(PATH, SETTINGS, List.of(ROW)),
                new Command.Inspect(
                        PATH,
                        SETTINGS,
                        new InspectedBatch(
                                new int[] {1, 2, 3},
                                new int[] {0, 1, 0},
                                new int[] {2, 1},
                                new boolean[] {true, false, true}),
                        5),
                new Command.Merge(PATH, SETTINGS, PATH));
    }

    private static List<Event> events() {
        return List.of(
                new Event.ModelReady(
                        new ModelInfo(
                                PATH,
                                "qwen3",
                                1L << 40,
                                28,
                                1024,
                                151_936,
                                40_960,
                                List.of(1, 2),
                                "CPU, 2 threads",
                                Optional.of(PATH))),
                new Event.ModelUnloaded(PATH),
                new Event.TrainStarted(3, 1, 9, new ParameterCount(1L << 33, 1L << 34)),
                new Event.TrainStepped(
                        new TrainStep(
                                1,
                                9,
                                0.1,
                                1e-300,
                                Double.NaN,
                                2e-5,
                                0.3,
                                0.5,
                                1.5,
                                Double.NaN,
                                4,
                                5,
                                6,
                                7.5,
                                1L << 40,
                                0.25)),
                new Event.SampleAnswered(2, List.of(INTS, new int[0])),
                new Event.Evaluated(new Evaluation(1, 0.5, 1, 2, 3, 4, Double.NaN, 5, 6, 7, 8.5)),
                new Event.ProbeScored(3, DOUBLES),
                new Event.TrainResumed(4, PATH),
                new Event.TrainBegunAgain("run: 从头开始"),
                new Event.Saving(5),
                new Event.Merging(7, 1L << 40),
                new Event.DiskRefused("磁盘", 1L << 40, -1),
                new Event.DiskTook(),
                new Event.StandsStill(),
                new Event.CheckpointSaved(5, PATH),
                new Event.Trained(6, 7.5, null),
                new Event.Trained(6, 7.5, PATH),
                new Event.Tokens(INTS),
                new Event.Tokens(INTS, List.of(new TokenOdds(Double.NaN, INTS, DOUBLES))),
                new Event.Generated(
                        List.of(
                                new Event.GeneratedRow(
                                        INTS, Continuation.Stop.STOP_STRING, -1, "停 \"\\\n")),
                        1.5),
                new Event.Scored(List.of(DOUBLES, new double[0]), Double.NaN),
                new Event.Inspected(
                        DOUBLES,
                        new Event.Expectations(
                                2, INTS, new float[] {Float.NaN, 0.1f, -0.0f, Float.MIN_VALUE})),
                new Event.Merged(PATH, 1),
                new Event.Cancelled(8),
                new Event.Failed("row 3: “x” – \uD83D\uDE00 <|im_end|>", List.of(2)),
                new Event.Failed("the loss is no longer finite", List.of(), false, true),
                Event.Failed.lost("lost"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageArrivesAsItWasSent(Object message) throws IOException {
        assertThat(sent(message))
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .withEqualsForType(Float::equals, Float.class)
                .withEqualsForType(Path::equals, Path.class)
                .withEqualsForType(ObjectNode::equals, ObjectNode.class)
                .isEqualTo(message);
    }

    @Test
    void thereIsASampleOfEveryMessage() {
        assertThat(messages().map(Object::getClass).distinct())
                .as("those above")
                .containsAll(
                        Stream.of(Command.class, Event.class, Request.class, Report.class)
                                .flatMap(MessageCodec::members)
                                .<Class<?>>map(c -> c)
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 4088, 4089, 4090, 8178, 100_000})
    void messagesOfAnyLengthArriveOneAfterAnother(int length) throws IOException {
        int[] ids = new Random(length).ints(length).toArray();
        boolean[] attention = new boolean[length];
        for (int i = 0; i < length; i++) {
            attention[i] = ids[i] < 0;
        }
        Command.Inspect command =
                new Command.Inspect(
                        PATH, new InspectedBatch(ids, ids, new int[] {length}, attention));
        Event.Failed text = new Event.Failed("x".repeat(length));
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        MessageWriter writer = new MessageWriter(stream);
        writer.write(command);
        writer.write(text);
        MessageReader reader = reader(stream.toByteArray(), new ArrayList<>());
        Command.Inspect back = (Command.Inspect) reader.read(Command.class).orElseThrow();
        assertThat(back.batch().ids()).isEqualTo(ids);
        assertThat(back.batch().attention()).isEqualTo(attention);
        assertThat(reader.read(Event.class)).contains(text);
        assertThat(reader.read(Event.class)).isEmpty();
    }

    @Test
    void whatIsPrintedBetweenPacketsGoesToTheLog() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        byte[] text =
                "a warning SFT\n\nand \u00ff\u00ffSF more".getBytes(StandardCharsets.ISO_8859_1);
        MessageWriter writer = new MessageWriter(stream);
        stream.write(text);
        writer.write(new Event.Cancelled(1));
        stream.write(text);
        writer.write(new Event.Cancelled(2));
        List<String> noise = new ArrayList<>();
        MessageReader reader = reader(stream.toByteArray(), noise);
        assertThat(reader.read(Event.class)).contains(new Event.Cancelled(1));
        assertThat(reader.read(Event.class)).contains(new Event.Cancelled(2));
        assertThat(reader.read(Event.class)).isEmpty();
        assertThat(noise).hasSize(4).contains("a warning SFT").allMatch(line -> line.length() < 40);
    }

    @Test
    void aStreamThatBreaksOffIsToldFromOneThatEnds() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        new MessageWriter(stream).write(new Event.Failed("x".repeat(5000)));
        byte[] whole = stream.toByteArray();
        for (int length : new int[] {5, 7, 8, 4095, 4096, 4099, 4104, whole.length - 1}) {
            assertThatThrownBy(
                            () ->
                                    reader(Arrays.copyOf(whole, length), new ArrayList<>())
                                            .read(Event.class))
                    .as("after %d bytes", length)
                    .isInstanceOf(FrameException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ffSFT\u0002\u0000\u0002{}", // of no known kind
                "\u00ffSFT\u0001\u00ff\u00ff{}", // longer than any
                "\u00ffSFT\u0000\u0000\u0000{}", // empty and not the last
                "\u00ffSFT\u0001\u0000\u0000", // no JSON
                "\u00ffSFT\u0001\u0000\u0002{}", // without a name
                "\u00ffSFT\u0001\u0000\u0004null",
                "\u00ffSFT\u0001\u0000\u000f{\"is\":\"Others\"}",
                "\u00ffSFT\u0001\u0000\u0012{\"is\":\"Cancelled\"}", // lacks the step
                "\u00ffSFT\u0001\u0000\u001c{\"is\":\"Cancelled\",\"step\":1}x",
                "\u00ffSFT\u0001\u0000\u0026{\"is\":\"ProbeScored\",\"step\":1,\"nll\":\"AA\"}"
            })
    void whatIsNoMessageIsRefused(String bytes) {
        assertThatThrownBy(
                        () ->
                                reader(
                                                bytes.getBytes(StandardCharsets.ISO_8859_1),
                                                new ArrayList<>())
                                        .read(Event.class))
                .isInstanceOf(FrameException.class);
    }

    @Test
    void theRowsOfALargeDatasetTakeNoTime() throws IOException {
        Random random = new Random(52_002);
        List<LabelledExample> rows = new ArrayList<>();
        for (int row = 0; row < 52_000; row++) {
            int[] ids = random.ints(150, 0, 151_936).toArray();
            boolean[] trained = new boolean[ids.length];
            Arrays.fill(trained, 60, ids.length, true);
            rows.add(new LabelledExample(ids, trained));
        }
        Command.Score command = new Command.Score(PATH, rows);
        sent(new Command.Score(PATH, rows.subList(0, 1000)));
        long start = System.nanoTime();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        new MessageWriter(stream).write(command);
        long written = System.nanoTime();
        Command.Score back =
                (Command.Score)
                        reader(stream.toByteArray(), new ArrayList<>())
                                .read(Command.class)
                                .orElseThrow();
        long read = System.nanoTime();
        assertThat(back.examples()).isEqualTo(rows);
        System.getLogger("measured")
                .log(
                        System.Logger.Level.INFO,
                        "52,000 rows: {0} MB, {1} ms to write, {2} ms to read",
                        stream.size() / 1_000_000,
                        (written - start) / 1_000_000,
                        (read - written) / 1_000_000);
        assertThat(Duration.ofNanos(read - start)).isLessThan(Duration.ofSeconds(20));
    }

    private static Object sent(Object message) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        new MessageWriter(stream).write(message);
        Class<?> family =
                Stream.of(Command.class, Event.class, Request.class, Report.class)
                        .filter(f -> f.isInstance(message))
                        .findFirst()
                        .orElseThrow();
        return reader(stream.toByteArray(), new ArrayList<>()).read(family).orElseThrow();
    }

    private static MessageReader reader(byte[] bytes, List<String> noise) {
        return new MessageReader(new ByteArrayInputStream(bytes), noise::add);
    }
}
