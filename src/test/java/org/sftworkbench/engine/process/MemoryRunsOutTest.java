package org.sftworkbench.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.InspectedBatch;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.train.TrainingConfigJson;
import org.sftworkbench.ui.common.words.ToldInChinese;

/**
 * Whichever memory the process that computes runs out of, the user is told what to lower, and the
 * next command works. The limits are real ones: of Java's heap, and of the process's addresses.
 */
@Timeout(600)
class MemoryRunsOutTest extends StartedEngine {
    private static final String SMALL_HEAP = "-Xmx64m";

    /** Its scores are bounded, and so all there at once. */
    private static final Path CAPPED = Path.of("src/test/resources/golden/models/gemma2");

    /** Rows of 400 tokens whose embeddings alone take 300 MB. */
    private static final int MANY = 3000;

    private static final int LONG = 400;

    /** Rows of two tokens, of which each takes some 50 bytes of the heap. */
    private static final int SHORT_ONES = 1_500_000;

    private void start(Class<?> main, String... options) {
        engine = new ProcessEngine(launch().running(main, options));
    }

    private Event.Terminal run(Command command) throws InterruptedException {
        return engine.submit(command, event -> {}).await();
    }

    private Event.Failed fail(Command command) throws InterruptedException {
        Event.Failed failed = (Event.Failed) run(command);
        ToldInChinese.check(failed.message());
        return failed;
    }

    private void theNextCommandsWork() throws InterruptedException {
        assertThat(run(TinyRuns.generate(3))).isInstanceOf(Event.Generated.class);
        assertThat(run(train(3, LONG, 1))).isInstanceOf(Event.Trained.class);
    }

    /** One step. */
    private static Command.Train train(int rows, int length, int batch) {
        return train(TinyRuns.MODEL, rows, length, batch);
    }

    private static Command.Train train(Path model, int rows, int length, int batch) {
        int[] ids = new int[length];
        boolean[] trained = new boolean[length];
        Arrays.fill(trained, true);
        return Command.Train.from(
                model,
                Collections.nCopies(rows, new LabelledExample(ids, trained)),
                0,
                TrainingConfigJson.read(
                                new ObjectMapper()
                                        .createObjectNode()
                                        .put("per_device_train_batch_size", batch)
                                        .put("max_length", length)
                                        .put("max_steps", 1))
                        .config());
    }

    /** A result that is too large fails alone; rows that cannot even be taken end the engine. */
    @Test
    void aFullHeapIsTold() throws Exception {
        start(EngineProcess.class, SMALL_HEAP);
        Event.Failed failed =
                fail(
                        new Command.Inspect(
                                TinyRuns.MODEL,
                                ModelSettings.DEFAULTS,
                                InspectedBatch.ofRows(Collections.nCopies(1000, new int[200])),
                                100));
        assertThat(failed.message())
                .startsWith("Java's heap was full while looking at 200000 tokens at once.")
                .contains("Choose fewer or shorter rows");
        assertThat(failed.engineLost()).isFalse();
        theNextCommandsWork();

        ProcessHandle first = child();
        failed = fail(train(SHORT_ONES, 2, 1));
        assertThat(failed.message())
                .startsWith(
                        "Java's heap was full while training with batches of 1 row, the longest row"
                                + " having 2 tokens, and the engine ended.")
                .contains("Train on fewer rows");
        assertThat(failed.engineLost()).isTrue();
        theNextCommandsWork();
        assertThat(child()).isNotEqualTo(first);
    }

    @Test
    void whatCannotBeToldForLackOfMemoryEndsTheEngine() throws Exception {
        start(FailingChild.class, SMALL_HEAP, "-Dsft.failing=untold");
        Event.Failed failed = fail(TinyRuns.measured(null, 1_000_000));
        assertThat(failed.message())
                .startsWith("Java's heap was full while training")
                .contains("and the engine ended.");
    }

    /**
     * First without any limit: a row whose every token looks at every other takes more than the
     * machine has, of which the system gives none.
     */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatTheMachineHasNoRoomForFailsAlone() throws Exception {
        start(EngineProcess.class);
        assertThat(run(TinyRuns.generate(1))).isInstanceOf(Event.Generated.class);
        ProcessHandle first = child();
        if (!Files.readString(Path.of("/proc/sys/vm/overcommit_memory")).startsWith("1")) {
            int tokens = (int) Math.sqrt(2.0 * machineBytes());
            Event.Failed tooLong = fail(train(capped(), 1, tokens, 1));
            assertThat(tooLong.message())
                    .startsWith(
                            "Out of memory while training with batches of 1 row, the longest row"
                                    + " having "
                                    + tokens
                                    + " tokens.")
                    .containsIgnoringCase("lower");
            assertThat(tooLong.engineLost()).isFalse();
            theNextCommandsWork();
        }
        assertThat(child()).isEqualTo(first);
        limit(first, 200);
        Event.Failed failed = fail(train(MANY, LONG, MANY));
        assertThat(failed.message())
                .startsWith(
                        "Out of memory while training with batches of 3000 rows, the longest row"
                                + " having 400 tokens. Lower the batch size");
        assertThat(failed.engineLost()).isFalse();
        theNextCommandsWork();
        assertThat(child()).isEqualTo(first);
    }

    /** Of as many positions as there may be. */
    private Path capped() throws IOException {
        Path model = Files.createDirectory(directory.resolve("model"));
        Files.copy(CAPPED.resolve("model.safetensors"), model.resolve("model.safetensors"));
        String config = Files.readString(CAPPED.resolve("config.json"));
        Files.writeString(
                model.resolve("config.json"),
                config.replace(
                        "\"max_position_embeddings\": 512",
                        "\"max_position_embeddings\": " + 10_000_000));
        return model;
    }

    /** What the machine has, with what it may put aside on the disk. */
    private static long machineBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal:") || line.startsWith("SwapTotal:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /**
     * With so little left it may be libtorch that gets no memory, or Java itself, which ends; or a
     * native library that does not look whether it got any, and crashes.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 8, 16, 24, 32, 48, 64, 80, 96, 128})
    @EnabledOnOs(OS.LINUX)
    @EnabledIfSystemProperty(named = "sft.full", matches = "true")
    void whoeverGetsNoMemoryItsEndIsToldAndTheNextCommandsWork(int megabytes) throws Exception {
        start(EngineProcess.class);
        assertThat(run(TinyRuns.generate(1))).isInstanceOf(Event.Generated.class);
        limit(child(), megabytes);
        Event.Failed failed = fail(train(MANY, LONG, MANY));
        System.out.println(megabytes + " MB: " + failed);
        assertThat(failed.message())
                .containsPattern(
                        "^(Out of memory|The engine ran out of memory|Java's heap was full|The"
                                + " engine crashed in a native library) while training");
        Event.Terminal next = run(TinyRuns.generate(3));
        if (!(next instanceof Event.Generated)) {
            // The limit stays with the process, so it may end at the next command too.
            assertThat(((Event.Failed) next).message()).containsIgnoringCase("out of memory");
            assertThat(((Event.Failed) next).engineLost()).isTrue();
            theNextCommandsWork();
        }
    }

    @Test
    void aHeapThatTheMachineCannotGiveIsToldAtTheStart() throws Exception {
        start(EngineProcess.class, "-Xms100000g", "-Xmx100000g");
        Event.Failed failed = fail(TinyRuns.generate(3));
        assertThat(failed.engineLost()).isTrue();
        assertThat(failed.message())
                .startsWith("The engine could not be started")
                .endsWith("Close other programs, or lower Java's -Xmx.");
    }

    /** Lets a process have so much more than it has, from now on. */
    private static void limit(ProcessHandle process, int megabytes) throws Exception {
        Path prlimit = Path.of("/usr/bin/prlimit");
        Assumptions.assumeTrue(Files.isExecutable(prlimit), "prlimit sets the limit");
        long most = addresses(process) + megabytes * 1_000_000L;
        int status =
                new ProcessBuilder(
                                prlimit.toString(),
                                "--pid",
                                Long.toString(process.pid()),
                                "--as=" + most)
                        .inheritIO()
                        .start()
                        .waitFor();
        assertThat(status).isZero();
    }

    /** Bytes of a process's address space that are taken. */
    private static long addresses(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmSize:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
