package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacerTest {
    private final Deque<Runnable> frames = new ArrayDeque<>();
    private final AtomicLong clock = new AtomicLong();
    private final List<String> shown = new ArrayList<>();
    private final Pacer<String> pacer =
            new Pacer<>(
                    frames::add,
                    clock::get,
                    Duration.ofMillis(100),
                    event -> !event.startsWith("!"),
                    shown::addAll);

    @Test
    void wordsComeNoFasterThanTheyCanBeReadAndInOrder() {
        pacer.pacedProperty().set(true);
        for (int i = 0; i < 10; i++) {
            pacer.offer("w" + i);
        }
        pacer.offer("!end");
        int most = 0;
        while (!frames.isEmpty()) {
            int before = shown.size();
            frames.poll().run();
            most = Math.max(most, shown.size() - before);
            clock.addAndGet(60_000_000);
        }
        assertThat(most).isLessThanOrEqualTo(3);
        assertThat(shown)
                .containsExactly(
                        "w0", "w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9", "!end");
        assertThat(clock.get()).isBetween(600_000_000L, 1_300_000_000L);
    }

    @Test
    void aFlushShowsAllThatWaits() {
        pacer.pacedProperty().set(true);
        for (int i = 0; i < 50; i++) {
            pacer.offer("w" + i);
        }
        frames.poll().run();
        assertThat(shown).hasSizeLessThan(5);
        pacer.flush();
        assertThat(shown).hasSize(50);
    }

    @Test
    void unpacedEventsComeWithTheFrame() {
        pacer.offer("a");
        pacer.offer("b");
        frames.poll().run();
        assertThat(shown).containsExactly("a", "b");
    }
}
