package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.IdsFileReader;
import org.sftworkbench.data.JsonNotation;
import org.sftworkbench.data.MaskOverrideFile;
import org.sftworkbench.data.ReadRow;
import org.sftworkbench.data.RowProblem;
import org.sftworkbench.data.RowStream;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.disk.LockOwner;
import org.sftworkbench.engine.CheckpointTarget;
import org.sftworkbench.engine.ResumedRun;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.generate.PaddedPrompts;
import org.sftworkbench.generate.Padding;
import org.sftworkbench.generate.Sampling;
import org.sftworkbench.hub.Endpoint;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.hub.KnownFiles;
import org.sftworkbench.hub.RepositoryId;
import org.sftworkbench.hub.StoredModels;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.MemoryNeed;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.model.device.ComputeDevice;
import org.sftworkbench.natives.LibraryServers;
import org.sftworkbench.run.Metrics;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunLock;
import org.sftworkbench.run.RunRecordFile;
import org.sftworkbench.run.RunStore;
import org.sftworkbench.session.DraftFiles;
import org.sftworkbench.session.DraftPlace;
import org.sftworkbench.session.SessionFile;
import org.sftworkbench.session.SessionState;
import org.sftworkbench.template.ChatTemplate;
import org.sftworkbench.template.RenderRequest;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.train.EvaluationPlan;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.MemoryForecast;
import org.sftworkbench.train.RowSplit;
import org.sftworkbench.train.StepOptions;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.train.TrainingConfigJson;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** What the core refuses, it refuses in English; the Chinese window shows it in Chinese. */
class CoreMessagesInChineseTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path STARTER = Path.of("assets/starter");

    @TempDir Path directory;

    private Path file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void isToldInChinese(ThrowingCallable refused) {
        Throwable thrown = catchThrowable(refused);
        assertThat(thrown).as("nothing was refused").isNotNull();
        ToldInChinese.check(thrown.getMessage());
    }

    @TestFactory
    Stream<DynamicTest> templates() {
        return Stream.of(
                        "{{ x",
                        "{% if %}",
                        "{% for m in messages %}",
                        "{% endif %}",
                        "{% for m in messages %}{% endif %}{% endfor %}",
                        "{# no end",
                        "{% raw %}",
                        "{{ 'open }}",
                        "{{ messages | nofilter }}",
                        "{{ messages is notest }}",
                        "{{ missing.field }}",
                        "{{ messages[0].content.nothing.more }}",
                        "{{ messages.nothing.more }}",
                        "{{ 1 / 0 }}",
                        "{{ 1 // 0 }}",
                        "{{ 'a' + 1 }}",
                        "{{ 1 + 'a' }}",
                        "{{ 'a' < 1 }}",
                        "{{ messages() }}",
                        "{{ 'a'.center('b') }}",
                        "{{ ''.__class__.__mro__ }}",
                        "{{ 'a' * 10**9 }}",
                        "{{ range(10**9) }}",
                        "{% for a, b in [[1]] %}{% endfor %}",
                        "{% break %}",
                        "{% include 'other' %}",
                        "{% macro f(a) %}{{ f(a) }}{% endmacro %}{{ f(1) }}",
                        "{% macro f(a) %}{% endmacro %}{{ f(1, 2) }}",
                        "{% macro f(a) %}{% endmacro %}{{ f(b=2) }}",
                        "{{ 5 | length }}",
                        "{{ {} | sum }}{{ 'a' | dictsort }}",
                        "{{ '%d' | format('a') }}",
                        "{{ '%s' | format() }}",
                        "{{ '{} {}'.format(1) }}",
                        "{{ '{' .format(1) }}",
                        "{{ messages | map }}",
                        "{% for i in 5 %}{% endfor %}",
                        "{{ dict(1) }}",
                        "{{ [[]] | unique | list }}{{ {[]: 1} }}",
                        "{{ 'a' in 5 }}",
                        "{{ 5 in 'a' }}",
                        "{{ 'abc'.index('z') }}",
                        "{{ raise_exception('System role not supported') }}",
                        "{{ 2 ** 100000000 }}",
                        "{% for i in range(99999) %}{% for j in range(99999) %}{{ j }}{% endfor %}"
                                + "{% endfor %}",
                        "{{ " + "(".repeat(5000) + ")".repeat(5000) + " }}")
                .map(
                        source ->
                                DynamicTest.dynamicTest(
                                        source.substring(0, Math.min(60, source.length())),
                                        () -> isToldInChinese(() -> render(source))));
    }

    private static void render(String source) {
        ChatTemplate.parse(source)
                .render(
                        new RenderRequest(
                                Conversation.of(Message.of("user", "Hi")), false, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> rowsOfJson() {
        return Stream.of(
                        "5",
                        "{}",
                        "{\"question\": \"q\"}",
                        "{\"prompt\": \"q\"}",
                        "{\"instruction\": 5, \"output\": \"a\"}",
                        "{\"prompt\": [], \"completion\": \"a\"}",
                        "{\"messages\": 5}",
                        "{\"messages\": []}",
                        "{\"messages\": [5]}",
                        "{\"messages\": [{\"content\": \"a\"}]}",
                        "{\"messages\": [{\"from\": \"human\", \"value\": \"a\"}]}",
                        "{\"messages\": [{\"role\": \" \", \"content\": \"a\"}]}",
                        "{\"messages\": [{\"role\": \"user\"}]}",
                        "{\"messages\": [{\"role\": 5, \"content\": \"a\"}]}",
                        "{\"messages\": \"[{'role'\"}",
                        "{\"conversations\": []}",
                        "{\"conversations\": [{\"value\": \"a\"}]}",
                        "{\"conversations\": [{\"from\": \"martian\", \"value\": \"a\"}]}",
                        "{\"conversations\": [{\"from\": 5, \"value\": \"a\"}]}",
                        "{\"conversations\": [{\"from\": \"function_call\", \"value\": \"{\"}]}",
                        "{\"conversations\": [{\"from\": \"function_call\", \"value\": \"5\"}]}",
                        "{\"prompt\": \"q\", \"completion\": \"a\","
                                + " \"chat_template_kwargs\": 5}",
                        "{\"prompt\": \"q\", \"completion\": \"a\","
                                + " \"chat_template_kwargs\": \"{\"}",
                        "{\"prompt\": \"q\", \"completion\": \"a\","
                                + " \"chat_template_kwargs\": {\"tokenize\": false}}",
                        "{\"text\": \"\"}",
                        "{\"text\": 5}",
                        "{\"input_ids\": []}",
                        "{\"input_ids\": [-1]}",
                        "{\"input_ids\": [1, 2], \"labels\": [1]}",
                        "{\"input_ids\": [1, 2], \"labels\": [2, -100]}",
                        "{\"input_ids\": [1, 2], \"labels\": [-7, 2]}",
                        "{\"input_ids\": [1, 2], \"attention_mask\": [0, 0]}",
                        "{\"input_ids\": [1, 2, 3], \"attention_mask\": [1, 0, 1]}",
                        "{\"input_ids\": [1, 2], \"attention_mask\": [1, 3]}",
                        "{\"input_ids\": [\"a\"]}",
                        "{\"input_ids\": 5}",
                        "{\"prompt\": \"q\", \"prompt\": \"r\", \"completion\": \"a\"}",
                        "{\"prompt\": \"q\", \"completion\": \"a\"",
                        "{\"prompt\": \"q\" \"completion\": \"a\"}",
                        "{\"prompt\": q, \"completion\": \"a\"}",
                        "{prompt: \"q\"}",
                        "{\"prompt\": \"q\", \"completion\": \"a\"} {}")
                .map(row -> DynamicTest.dynamicTest(row, () -> rowIsToldInChinese(row)));
    }

    private void rowIsToldInChinese(String row) throws IOException {
        String good =
                row.contains("conversations") ? CONVERSATIONS : row.contains("ids") ? IDS : GOOD;
        Path file = file("rows.jsonl", good + "\n" + row + "\n" + good + "\n");
        List<String> told = new ArrayList<>();
        try (RowStream rows = new DatasetReader().stream(file)) {
            while (rows.hasNext()) {
                ReadRow read = rows.next();
                if (read instanceof RowProblem problem) {
                    told.add(problem.message());
                }
            }
        }
        told.forEach(ToldInChinese::check);
        assertThat(told).hasSize(1);
        isToldInChinese(() -> new DatasetReader().read(file("rows.jsonl", row + "\n")));
    }

    private static final String GOOD = "{\"prompt\": \"q\", \"completion\": \"a\"}";
    private static final String IDS = "{\"input_ids\": [1, 2]}";
    private static final String CONVERSATIONS =
            "{\"conversations\": [{\"from\": \"human\", \"value\": \"q\"}]}";

    @Test
    void dataFiles() throws IOException {
        DatasetReader reader = new DatasetReader();
        isToldInChinese(() -> reader.read(directory));
        isToldInChinese(() -> reader.read(directory.resolve("gone.csv")));
        isToldInChinese(() -> reader.read(file("a.json", "")));
        isToldInChinese(() -> reader.read(file("a.json", "[]")));
        isToldInChinese(() -> reader.read(file("a.json", "\"text\"")));
        isToldInChinese(() -> reader.read(file("a.csv", "prompt,prompt\nq,a\n")));
        isToldInChinese(() -> reader.read(file("a.csv", "question,answer\nq,a\n")));
        isToldInChinese(() -> reader.read(file("a.csv", "instruction,context,answer\nq,c,a\n")));
        isToldInChinese(() -> reader.read(file("a.jsonl", "{\"prompt\": 1, \"reply\": 2}\n")));
        isToldInChinese(() -> reader.read(file("a.csv", "prompt,completion\nq\n")));
        isToldInChinese(() -> reader.read(file("a.csv", "prompt,completion\nq,\"a\n")));
        isToldInChinese(() -> reader.read(file("a.csv", "prompt,completion\n\"q\"x,a\n")));
        for (byte[] start :
                List.of(
                        new byte[] {(byte) 0xFE, (byte) 0xFF, 0, 'a'},
                        new byte[] {0x1F, (byte) 0x8B, 0, 0},
                        new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD},
                        new byte[] {'P', 'K', 3, 4},
                        "ARROW1\0\0".getBytes(StandardCharsets.US_ASCII),
                        "PAR1\25".getBytes(StandardCharsets.US_ASCII),
                        "PARE\0".getBytes(StandardCharsets.US_ASCII))) {
            Path foreign = Files.write(directory.resolve("a.jsonl"), start);
            isToldInChinese(() -> reader.read(foreign));
        }
        Path latin = Files.write(directory.resolve("a.jsonl"), new byte[] {'{', (byte) 0xE9, '}'});
        isToldInChinese(() -> reader.read(latin));
        isToldInChinese(() -> new IdsFileReader().read(file("ids.jsonl", "")));
        isToldInChinese(() -> new IdsFileReader().read(file("ids.jsonl", "5\n")));
        isToldInChinese(() -> new JsonNotation().read("{\"a\": }"));
        isToldInChinese(() -> new JsonNotation().read("[1] 2"));
        for (String mapping : List.of("a", "nothing=b", "prompt=a,prompt=b", "prompt=a,text=a")) {
            isToldInChinese(() -> ColumnMapping.parse(mapping));
        }
        for (String painted : List.of("x", "[]", "{}", "{\"version\": 99, \"rows\": []}")) {
            Path data = file("data.jsonl", GOOD);
            Files.writeString(MaskOverrideFile.beside(data).path(), painted);
            isToldInChinese(() -> MaskOverrideFile.beside(data).read());
        }
    }

    @Test
    void masks() {
        isToldInChinese(() -> MaskPolicy.parse("nothing"));
        isToldInChinese(() -> MaskPolicy.parse("all,no-end-of-turn"));
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(STARTER)) {
            for (String policy :
                    List.of(
                            "generation",
                            "role-marks",
                            "completion",
                            "from-last:<none>",
                            "from-last:<|im_end|>",
                            "after:##")) {
                isToldInChinese(() -> encode(tokenizer, policy, Message.of("user", "Hi")));
            }
            isToldInChinese(() -> tokenizer.encode("half \ud83d"));
        }
    }

    private static void encode(Tokenizer tokenizer, String policy, Message... messages) {
        String template = "{% for m in messages %}{{ m.role + ': ' + m.content }}{% endfor %}";
        new ExampleEncoder(
                        tokenizer,
                        new EncodingOptions(
                                new TemplateChoice.Jinja(template),
                                MaskPolicy.parse(policy),
                                Map.of()))
                .encode(Conversation.of(messages));
    }

    @Test
    void models() throws IOException {
        isToldInChinese(() -> HuggingFaceFileTokenizer.open(directory));
        Path broken = file("broken/tokenizer.json", "{").getParent();
        isToldInChinese(() -> HuggingFaceFileTokenizer.open(broken));
        file("adapter/adapter_config.json", "{\"base_model_name_or_path\": \"no/where\"}");
        file("adapter/adapter_model.safetensors", "");
        isToldInChinese(() -> ModelDirectory.base(directory.resolve("adapter")));
        file("adapter/adapter_config.json", "[");
        isToldInChinese(() -> ModelDirectory.base(directory.resolve("adapter")));
        isToldInChinese(() -> LoraConfig.allLinear(0, 16));
        isToldInChinese(() -> LoraConfig.allLinear(16, 0));
        isToldInChinese(() -> new LoraConfig(8, 8, 1, false, Set.of("q_proj"), Set.of()));
        isToldInChinese(() -> new LoraConfig(8, 8, 0, false, Set.of(), Set.of()));
        isToldInChinese(() -> new LoraConfig(8, 8, 0, false, Set.of("q_proj"), Set.of("norm")));
        isToldInChinese(() -> ComputeDevice.choose("tpu"));
        isToldInChinese(() -> ComputeDevice.choose("cuda:99"));
    }

    @Test
    void runs() throws IOException {
        RunDirectory run = new RunDirectory(directory.resolve("run"));
        isToldInChinese(() -> new RunRecordFile(run).read());
        for (String record :
                List.of(
                        "5",
                        "{",
                        "{}",
                        "{\"format\": 99}",
                        "{\"format\": 1}",
                        "{\"format\": 1, \"id\": 5}",
                        "{\"format\": 1, \"id\": \"i\", \"name\": \"n\", \"created\": \"now\"}",
                        "{\"format\": 1, \"id\": \"i\", \"name\": \"n\","
                                + " \"created\": \"2026-01-01T00:00:00Z\", \"state\": \"odd\"}")) {
            file("run/run.json", record);
            isToldInChinese(() -> new RunRecordFile(run).read());
        }
        isToldInChinese(() -> RunStore.rename(run, " "));
        isToldInChinese(() -> RunStore.delete(new RunDirectory(directory)));
        file("run/metrics.jsonl", "5\n{}\n");
        isToldInChinese(() -> Metrics.read(run));
        file("run/checkpoints/step-00000001/manifest.json", "{\"files\": 5}");
        isToldInChinese(() -> ResumedRun.find(run.path(), remark -> {}));
        isToldInChinese(() -> new CheckpointTarget(run.path()).check());
    }

    @Test
    void training() {
        TrainingConfig config = TrainingConfig.TRL_DEFAULTS;
        isToldInChinese(() -> config.withLearningRate(0));
        isToldInChinese(() -> config.withSteps(0));
        isToldInChinese(() -> new TrainingConfig.Optimizer(1, 1, 0.9, 0, 0, 0));
        isToldInChinese(() -> new TrainingConfig.Optimizer(1, 0.9, 1, 0, 0, 0));
        isToldInChinese(() -> new TrainingConfig.Optimizer(1, 0.9, 0.9, -1, 0, 0));
        isToldInChinese(() -> new TrainingConfig.Optimizer(1, 0.9, 0.9, 0, -1, 0));
        isToldInChinese(() -> new TrainingConfig.Optimizer(1, 0.9, 0.9, 0, 0, -1));
        isToldInChinese(() -> new TrainingConfig.Course(0, 0, config.schedule(), 0));
        isToldInChinese(() -> new TrainingConfig.Course(1, -1, config.schedule(), 0));
        isToldInChinese(() -> new TrainingConfig.Course(1, 0, config.schedule(), -1));
        isToldInChinese(() -> new TrainingConfig.Batching(0, 1, true, config.normalization()));
        isToldInChinese(() -> new TrainingConfig.Batching(1, 0, true, config.normalization()));
        isToldInChinese(() -> new LengthPolicy(-1, LengthPolicy.Overlong.FILTER));
        isToldInChinese(() -> new EvaluationPlan(-1, 1));
        isToldInChinese(() -> new EvaluationPlan(1, 0));
        isToldInChinese(() -> new StepOptions(true, false, true, true));
        isToldInChinese(() -> RowSplit.strict(2, 2, 1));
        isToldInChinese(() -> RowSplit.strict(1, 0.5, 1));
        for (String wrong :
                List.of(
                        "{\"learning_rate\": \"fast\"}",
                        "{\"learning_rate\": -1}",
                        "{\"max_steps\": 1.5}",
                        "{\"packing\": 1}",
                        "{\"lr_scheduler_type\": \"zigzag\"}")) {
            isToldInChinese(() -> TrainingConfigJson.read(JSON.readTree(wrong)));
        }
    }

    @Test
    void whatARunWillTake() {
        MemoryNeed need = new MemoryNeed(1_000_000_000, 0, 0, 0, 0, 0);
        for (long free : new long[] {0, 500_000_000, 2_000_000_000}) {
            for (int rows : new int[] {1, 8}) {
                for (boolean lora : new boolean[] {false, true}) {
                    for (boolean twice : new boolean[] {false, true}) {
                        ToldInChinese.check(
                                new MemoryForecast(need, free, rows, lora, twice).sentence());
                    }
                }
            }
        }
    }

    @Test
    void answers() {
        isToldInChinese(() -> GenerationSettings.greedy(0));
        isToldInChinese(() -> GenerationSettings.greedy(1).withAlternatives(-1));
        isToldInChinese(() -> new GenerationSettings(1, Sampling.GREEDY, false, List.of(""), 0));
        isToldInChinese(() -> new Sampling(-1, 0, 1, 0, 1, 0));
        isToldInChinese(() -> new Sampling(0, -1, 1, 0, 1, 0));
        isToldInChinese(() -> new Sampling(0, 0, 0, 0, 1, 0));
        isToldInChinese(() -> new Sampling(0, 0, 1, 2, 1, 0));
        isToldInChinese(() -> new Sampling(0, 0, 1, 0, 0, 0));
        isToldInChinese(() -> PaddedPrompts.of(List.of(), Padding.LEFT));
        isToldInChinese(() -> PaddedPrompts.of(List.of(new int[0]), Padding.LEFT));
    }

    @Test
    void theHub() throws IOException {
        isToldInChinese(() -> new RepositoryId("a b"));
        isToldInChinese(() -> Endpoint.of("ftp://here"));
        HubEnvironment environment = new HubEnvironment(Map.of(), directory);
        isToldInChinese(
                () ->
                        environment.settings(
                                Optional.of("http://example.org"), Optional.of("hf_token")));
        isToldInChinese(() -> environment.settings(Optional.empty(), Optional.of("hf_\u0001")));
        Path plain = file("plain", "");
        isToldInChinese(() -> StoredModels.in(plain));
    }

    @Test
    void whoHasALock() throws IOException {
        RunDirectory run = new RunDirectory(Files.createDirectories(directory.resolve("run")));
        try (RunLock held = RunLock.take(run)) {
            isToldInChinese(() -> RunLock.requireFree(run));
        }
        Instant now = Instant.now();
        for (String host : List.of("", "desk")) {
            String who = new LockOwner(4711, 0, host, "sft train", now).words();
            ToldInChinese.check(
                    "a/b: a run is going on there, in "
                            + who
                            + "; wait for it, or stop it there first");
            ToldInChinese.check(
                    "a/b is being downloaded already, by "
                            + who
                            + "; wait for it, or stop it there");
        }
        Path lock = directory.resolve("lock");
        try (KnownFiles.Hold held = KnownFiles.hold(lock, "libtorch for CUDA")) {
            isToldInChinese(() -> KnownFiles.hold(lock, "libtorch for CUDA"));
        }
    }

    @Test
    void whatIsKeptOfAWindow() throws IOException {
        for (String kept :
                List.of("", "{", "[]", "{}", "{\"format\": 99}", "{\"format\": 1, \"draft\": }")) {
            file("kept/session.json", kept);
            ToldInChinese.check(
                    new SessionFile(directory.resolve("kept")).read().remark().orElseThrow());
            file("drafts/a.json", kept);
            try (DraftPlace place = new DraftFiles(directory.resolve("drafts")).take()) {
                place.remarks().forEach(ToldInChinese::check);
            }
        }
        Path plain = file("plain", "");
        isToldInChinese(() -> new DraftFiles(plain).take());
        isToldInChinese(() -> new SessionFile(plain).write(SessionState.NONE));
    }

    @Test
    void libraries() {
        isToldInChinese(() -> LibraryServers.of(Map.of(LibraryServers.PYTORCH_MIRROR, "here")));
        for (String told :
                List.of(
                        "/a: cannot be written to: No space left on device; what was fetched is kept,"
                                + " try again when there is room, or name another directory with"
                                + " SFT_CUDA_DIR",
                        "libtorch for CUDA: the archives do not hold libc10.so; nothing of them is"
                                + " used",
                        "cudnn: the archive holds no library",
                        "/a: libtorch for CUDA needs 9.0 GB there, and 1.0 GB are free; make room,"
                                + " or name another directory with SFT_CUDA_DIR. What was fetched is"
                                + " kept")) {
            ToldInChinese.check(told);
        }
    }
}
