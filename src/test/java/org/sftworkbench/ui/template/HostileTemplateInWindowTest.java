package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sftworkbench.template.HostileTemplates;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.words.Words;

/**
 * A hostile template in the editor ends in a message, nothing that the window's thread has to do
 * meanwhile takes long, and the next template is rendered. Some of them; all with {@code
 * -Dsft.full=true}.
 */
@Tag("compiled")
@Timeout(600)
class HostileTemplateInWindowTest {
    private static final int EVERY = Boolean.getBoolean("sft.full") ? 1 : 24;
    private static final long MOST_NANOS = 200_000_000;
    private static final String GOOD = "{{ messages[0].content }}";

    private final ExecutorService background =
            Executors.newSingleThreadExecutor(
                    task -> {
                        Thread thread = new Thread(task, "analysis");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** What is to be done on the window's thread, which is the test's. */
    private final LinkedBlockingQueue<Runnable> window = new LinkedBlockingQueue<>();

    private final TemplateViewModel model =
            new TemplateViewModel(Words.english(), background, window::add, window::add);
    private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    private long longest;

    @AfterEach
    void close() {
        background.shutdownNow();
    }

    @Test
    void theWindowStaysResponsiveAndTheUserIsTold() throws InterruptedException {
        model.tokenizerProperty().set(new WordTokenizer());
        model.rows().setAll(Rows.row(1, "Hi", "Hello"));
        model.policyProperty().set(PolicyKind.ALL);
        model.template().add(new TemplatePreset("good", GOOD));
        work(() -> model.stateProperty().get() == RenderState.CURRENT);
        longest = 0;
        List<String> names = new ArrayList<>();
        int i = 0;
        for (Map.Entry<String, String> hostile : HostileTemplates.all().entrySet()) {
            if (i++ % EVERY != 0) {
                continue;
            }
            measure(() -> model.template().sourceProperty().set(hostile.getValue()));
            work(() -> model.problemProperty().get() != null);
            assertThat(model.problemProperty().get().summary()).as(hostile.getKey()).isNotBlank();
            assertThat(longest).as(hostile.getKey()).isLessThan(MOST_NANOS);
            measure(() -> model.template().sourceProperty().set(GOOD));
            work(
                    () ->
                            model.stateProperty().get() == RenderState.CURRENT
                                    && model.problemProperty().get() == null);
            names.add(hostile.getKey());
        }
        assertThat(names).hasSizeGreaterThan(3);
    }

    /** Does what the window has to do until something holds. */
    private void work(BooleanSupplier until) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!until.getAsBoolean()) {
            assertThat(System.nanoTime()).as("too long").isLessThan(end);
            Runnable next = window.poll(20, TimeUnit.MILLISECONDS);
            if (next != null) {
                measure(next);
            }
        }
    }

    private void measure(Runnable work) {
        long start = clock.getCurrentThreadCpuTime();
        work.run();
        longest = Math.max(longest, clock.getCurrentThreadCpuTime() - start);
    }
}
