package org.sftworkbench.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;

/** A process that was ended takes nothing with it that is the next one's, and leaves nothing. */
@Timeout(300)
class NextProcessTest extends StartedEngine {
    @Test
    void doesWhatWaitedBehindACommandThatEndedJustAsItsProcessWasEnded() throws Exception {
        engine = new ProcessEngine(launch());
        CountDownLatch submitted = new CountDownLatch(1);
        AtomicReference<EngineTask> first = new AtomicReference<>();
        first.set(
                engine.submit(
                        TinyRuns.generate(1),
                        event -> {
                            if (event instanceof Event.Tokens) {
                                // Meanwhile the end comes in, and is heard after the wish.
                                hold(submitted);
                                first.get().abandon();
                            }
                        }));
        EngineTask waiting = engine.submit(TinyRuns.generate(2), event -> {});
        submitted.countDown();
        assertThat(first.get().await()).isInstanceOf(Event.Generated.class);
        assertThat(waiting.await()).as("what waited").isInstanceOf(Event.Generated.class);
    }

    /** Keeps the engine thread busy. */
    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void findsNoThreadOfThoseBefore() throws Exception {
        Set<Thread> before = threadsOfProcesses();
        engine = new ProcessEngine(launch());
        for (int kill = 0; kill < 2; kill++) {
            // One may be handed to the process that has just been killed.
            while (!(engine.submit(TinyRuns.generate(1), event -> {}).await()
                    instanceof Event.Generated)) {}
            ProcessHandle child = child();
            child.destroyForcibly();
            child.onExit().get();
        }
        engine.close();
        long limit = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!before.containsAll(threadsOfProcesses()) && System.nanoTime() < limit) {
            Thread.sleep(20);
        }
        assertThat(before).containsAll(threadsOfProcesses());
    }

    private static Set<Thread> threadsOfProcesses() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("engine-"))
                .collect(Collectors.toSet());
    }
}
