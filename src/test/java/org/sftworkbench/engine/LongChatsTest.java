package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.model.GoldenModel;

/**
 * Many answers one after the other take no more memory than few, and one that asks for more memory
 * than there is says what to lower and leaves the engine as it was. 30 answers; 200 with {@code
 * -Dsft.full=true}.
 */
class LongChatsTest {
    private static final int CHATS = Boolean.getBoolean("sft.full") ? 200 : 20;
    private static final Path STATUS = Path.of("/proc/self/status");

    /**
     * No machine that runs this has so much: the cache of a million rows, 134 GB for each layer.
     */
    private static final int TOO_MANY_ROWS = 1_000_000;

    private final LocalEngine engine = new LocalEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void memoryStaysFlatOverManyAnswers() throws Exception {
        Assumptions.assumeTrue(Files.exists(STATUS), "resident memory is read from /proc");
        long early = 0;
        for (int i = 0; i < CHATS; i++) {
            assertThat(run(GoldenModel.QWEN3.rows(), 24)).isInstanceOf(Event.Generated.class);
            if (i == CHATS / 3) {
                early = resident();
            }
        }
        assertThat(resident() - early).isLessThan(24_000_000);
    }

    @Test
    void whatDoesNotFitIsSaidAndTheNextAnswerComes() throws Exception {
        List<int[]> prompt = GoldenModel.QWEN3.rows().subList(0, 1);
        Event.Failed failed =
                (Event.Failed) run(Collections.nCopies(TOO_MANY_ROWS, new int[] {1}), 510);
        assertThat(failed.message())
                .startsWith("Out of memory while generating")
                .contains(Integer.toString(TOO_MANY_ROWS));
        assertThat(run(prompt, 8)).isInstanceOf(Event.Generated.class);
    }

    private Event.Terminal run(List<int[]> prompts, int tokens) throws InterruptedException {
        return engine.submit(
                        new Command.Generate(
                                GoldenModel.QWEN3.directory(),
                                prompts,
                                new GenerationSettings(tokens, 0, 1, 0, 0, true)),
                        event -> {})
                .await();
    }

    /** Resident memory of this process in bytes. */
    private static long resident() throws IOException {
        System.gc();
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
