package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.ParameterCount;
import org.sftworkbench.model.Precision;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.train.StepOptions;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.train.TrainingConfig;

/** Adapters are trained, kept, used, trained on and merged, and their base model stays as it is. */
@Timeout(300)
class AdapterRunTest {
    private static final Path MODEL = GoldenModel.QWEN3.directory();
    private static final LoraConfig LORA =
            new LoraConfig(4, 8, 0, false, Set.of("q_proj", "v_proj", "down_proj"), Set.of());

    private static final GenerationSettings SETTINGS = new GenerationSettings(12, 0, 1, 0, 0, true);

    @TempDir Path directory;

    private final LocalEngine engine = new LocalEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void anAdapterIsTrainedAndItsBaseModelStaysAsItIs() throws Exception {
        TreeMap<String, String> before = stamps(MODEL);
        Path out = directory.resolve("adapter");
        List<Event> told = new ArrayList<>();
        run(train(MODEL, Optional.of(LORA), StepOptions.DEFAULTS, 8, out), told);

        assertThat(stamps(MODEL)).isEqualTo(before);
        assertThat(names(out)).containsExactly("adapter_config.json", "adapter_model.safetensors");
        Event.TrainStarted started = (Event.TrainStarted) told.get(0);
        assertThat(started.parameters())
                .isEqualTo(expected())
                .isEqualTo(ParameterCount.of(ModelConfig.read(MODEL), Optional.of(LORA)));
        assertThat(score(out).loss()).isLessThan(score(MODEL).loss() - 0.05);
    }

    @Test
    void theSampleAnsweredAfterTheLastStepIsWhatTheSavedAdapterAnswers() throws Exception {
        Path out = directory.resolve("adapter");
        List<Event> told = new ArrayList<>();
        run(train(MODEL, Optional.of(LORA), StepOptions.DEFAULTS, 8, out), told);
        List<Event.SampleAnswered> answers =
                told.stream()
                        .filter(Event.SampleAnswered.class::isInstance)
                        .map(Event.SampleAnswered.class::cast)
                        .toList();

        assertThat(generate(out, ModelSettings.DEFAULTS))
                .isEqualTo(answers.get(answers.size() - 1).outputIds().get(0))
                .isNotEqualTo(answers.get(0).outputIds().get(0));
    }

    @Test
    void aMergeThatIsStoppedOnItsWayLeavesNothing() throws Exception {
        Path adapter = adapter();
        Path merged = directory.resolve("merged");
        EngineTask[] task = new EngineTask[1];
        synchronized (task) {
            task[0] =
                    engine.submit(
                            new Command.Merge(adapter, ModelSettings.DEFAULTS, merged),
                            event -> {
                                if (event instanceof Event.Merging p && p.bytes() > 0) {
                                    // Waits until the task is known.
                                    synchronized (task) {
                                        task[0].cancel();
                                    }
                                }
                            });
        }
        assertThat(task[0].await()).isInstanceOf(Event.Cancelled.class);
        assertThat(names(directory)).noneMatch(name -> name.contains("merged"));
    }

    @Test
    void aMergeThatWouldCopyAFileFromElsewhereIsRefused() throws Exception {
        Path adapter = adapter();
        Path merged = directory.resolve("merged");
        Path key = Files.writeString(directory.resolve("key"), "not to be passed on");
        try {
            Files.createSymbolicLink(adapter.resolve("merges.txt"), key);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "this system or user cannot make symbolic links");
        }
        Event end =
                engine.submit(
                                new Command.Merge(adapter, ModelSettings.DEFAULTS, merged),
                                event -> {})
                        .await();
        assertThat(((Event.Failed) end).message())
                .startsWith(adapter.resolve("merges.txt") + ": is a link to a file outside");
        assertThat(merged).doesNotExist();
    }

    @Test
    void aMergedModelScoresAsItsAdapterDid() throws Exception {
        Path adapter = adapter();
        Path merged = directory.resolve("merged");
        List<Event> told = new ArrayList<>();
        Event.Merged end =
                (Event.Merged)
                        run(new Command.Merge(adapter, ModelSettings.DEFAULTS, merged), told);

        assertThat(end.checkpoint()).isEqualTo(merged);
        List<Event.Merging> progress =
                told.stream()
                        .filter(Event.Merging.class::isInstance)
                        .map(Event.Merging.class::cast)
                        .toList();
        assertThat(progress).hasSizeGreaterThan(5);
        assertThat(progress).extracting(Event.Merging::bytes).isSorted();
        assertThat(progress).allMatch(p -> p.bytes() < p.total());
        // The header comes on top.
        assertThat(Files.size(merged.resolve("model.safetensors")))
                .isGreaterThan(progress.get(0).total());
        assertThat(names(merged)).contains("config.json", "model.safetensors");
        List<double[]> expected = score(adapter).nll();
        List<double[]> actual = score(merged).nll();
        for (int r = 0; r < expected.size(); r++) {
            for (int t = 1; t < expected.get(r).length; t++) {
                assertThat(actual.get(r)[t]).isCloseTo(expected.get(r)[t], within(1e-3));
            }
        }
        Event.ModelReady whole = load(merged);
        assertThat(whole.info().adapted()).isEmpty();
        assertThat(whole.info().parameters()).isEqualTo(187_008);
    }

    @Test
    void anAdapterIsTrainedOnAsAnAdapter() throws Exception {
        Path first = adapter();
        Path second = directory.resolve("second");
        List<Event> told = new ArrayList<>();
        run(train(first, Optional.empty(), StepOptions.DEFAULTS, 8, second), told);

        assertThat(((Event.TrainStarted) told.get(0)).parameters()).isEqualTo(expected());
        assertThat(names(second))
                .containsExactly("adapter_config.json", "adapter_model.safetensors");
        assertThat(score(second).loss()).isLessThan(score(first).loss());
        assertThat(load(second).info().adapted().orElseThrow().toRealPath())
                .isEqualTo(MODEL.toRealPath());
    }

    @Test
    void aNewAdapterOnAnAdapterIsRefused() throws Exception {
        Event.Failed failed =
                (Event.Failed)
                        run(
                                train(adapter(), Optional.of(LORA), StepOptions.DEFAULTS, 1, null),
                                new ArrayList<>());
        assertThat(failed.message()).contains("is an adapter already");
    }

    @Test
    void aBaseModelThatIsNotThereIsNamedAndAnotherCanBeGiven() throws Exception {
        Path adapter = adapter();
        Path config = adapter.resolve("adapter_config.json");
        ObjectMapper json = new ObjectMapper();
        JsonNode node = json.readTree(config.toFile());
        double expected = score(adapter).loss();
        ((ObjectNode) node).put("base_model_name_or_path", "someone/her-model");
        json.writeValue(config.toFile(), node);

        Event.Failed failed = (Event.Failed) run(new Command.LoadModel(adapter), new ArrayList<>());
        assertThat(failed.message()).contains("someone/her-model").contains(config.toString());

        ModelSettings given = new ModelSettings(Precision.FLOAT32, "auto", Optional.of(MODEL));
        Event.Scored scored =
                (Event.Scored) run(new Command.Score(adapter, given, rows()), new ArrayList<>());
        assertThat(scored.loss()).isEqualTo(expected);
    }

    @Test
    void aModelIsKeptOncePerPrecisionAndLetGoInAll() throws Exception {
        ModelSettings bf16 = ModelSettings.DEFAULTS.in(Precision.BF16);
        double full = score(MODEL).loss();
        Event.Scored half =
                (Event.Scored) run(new Command.Score(MODEL, bf16, rows()), new ArrayList<>());

        assertThat(half.loss()).isNotEqualTo(full).isCloseTo(full, within(0.05));
        assertThat(score(MODEL).loss()).isEqualTo(full);
        assertThat(run(new Command.UnloadModel(MODEL), new ArrayList<>()))
                .isInstanceOf(Event.ModelUnloaded.class);
    }

    @Test
    void anUnknownDeviceIsNamed() throws Exception {
        ModelSettings odd = new ModelSettings(Precision.FLOAT32, "abacus", Optional.empty());
        Event.Failed failed =
                (Event.Failed) run(new Command.LoadModel(MODEL, odd), new ArrayList<>());
        assertThat(failed.message()).contains("abacus").contains("cpu");
    }

    @Test
    void howAStepIsComputedDoesNotChangeWhatIsLearnt() throws Exception {
        List<TrainStep> plain = steps(StepOptions.DEFAULTS);
        List<TrainStep> other = steps(new StepOptions(true, true, false));

        for (int s = 0; s < plain.size(); s++) {
            assertThat(other.get(s).loss()).isCloseTo(plain.get(s).loss(), within(1e-4));
            assertThat(other.get(s).lossAll()).isNaN();
            assertThat(plain.get(s).lossAll()).isPositive();
        }
    }

    private List<TrainStep> steps(StepOptions how) throws InterruptedException {
        List<Event> told = new ArrayList<>();
        run(train(MODEL, Optional.of(LORA), how, 4, null), told);
        return told.stream()
                .filter(Event.TrainStepped.class::isInstance)
                .map(event -> ((Event.TrainStepped) event).step())
                .toList();
    }

    private static ParameterCount expected() {
        JsonNode config = config();
        long hidden = config.get("hidden_size").longValue();
        long inner = config.get("intermediate_size").longValue();
        long head = config.get("head_dim").longValue();
        long queries = config.get("num_attention_heads").longValue() * head;
        long values = config.get("num_key_value_heads").longValue() * head;
        long trained =
                config.get("num_hidden_layers").longValue()
                        * 4
                        * (hidden + queries + hidden + values + inner + hidden);
        return new ParameterCount(trained, 187_008 + trained);
    }

    private static JsonNode config() {
        try {
            return new ObjectMapper().readTree(MODEL.resolve("config.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path adapter() throws InterruptedException {
        Path out = directory.resolve("adapter");
        run(train(MODEL, Optional.of(LORA), StepOptions.DEFAULTS, 8, out), new ArrayList<>());
        return out;
    }

    private static Command.Train train(
            Path model, Optional<LoraConfig> lora, StepOptions how, int steps, Path out) {
        TrainingConfig standard = TrainingConfig.TRL_DEFAULTS;
        TrainingConfig config =
                new TrainingConfig(
                        TrainingConfig.Optimizer.of(1e-2, 0, 1),
                        new TrainingConfig.Course(1, steps, ScheduleKind.CONSTANT, 0),
                        new TrainingConfig.Batching(2, 1, true, standard.normalization()),
                        new LengthPolicy(0, LengthPolicy.Overlong.FILTER),
                        1);
        return Command.Train.from(model, rows(), 0, config)
                .by(new TrainingMethod(lora, how))
                .sampling(List.of(prompt()), steps, SETTINGS)
                .into(out);
    }

    private static int[] prompt() {
        return Arrays.copyOf(GoldenModel.QWEN3.rows().get(0), 4);
    }

    private int[] generate(Path model, ModelSettings settings) throws InterruptedException {
        Event.Generated end =
                (Event.Generated)
                        run(
                                new Command.Generate(model, settings, List.of(prompt()), SETTINGS),
                                new ArrayList<>());
        return end.rows().get(0).outputIds();
    }

    private Event.Scored score(Path model) throws InterruptedException {
        return (Event.Scored) run(new Command.Score(model, rows()), new ArrayList<>());
    }

    private Event.ModelReady load(Path model) throws InterruptedException {
        return (Event.ModelReady) run(new Command.LoadModel(model), new ArrayList<>());
    }

    private Event.Terminal run(Command command, List<Event> told) throws InterruptedException {
        return engine.submit(command, told::add).await();
    }

    private static List<LabelledExample> rows() {
        return GoldenModel.QWEN3.rows().stream()
                .map(
                        ids -> {
                            boolean[] trained = new boolean[ids.length];
                            Arrays.fill(trained, ids.length / 2, ids.length, true);
                            return new LabelledExample(ids, trained);
                        })
                .toList();
    }

    private static TreeMap<String, String> stamps(Path directory) throws IOException {
        TreeMap<String, String> stamps = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                stamps.put(
                        file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return stamps;
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
