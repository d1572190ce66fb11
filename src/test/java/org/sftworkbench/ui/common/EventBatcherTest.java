package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventBatcherTest {
    @Test
    void eventsBetweenTwoFramesArriveTogetherAndInOrder() {
        List<Runnable> frames = new ArrayList<>();
        List<List<Integer>> batches = new ArrayList<>();
        EventBatcher<Integer> batcher = new EventBatcher<>(frames::add, batches::add);

        batcher.offer(1);
        batcher.offer(2);
        batcher.offer(3);
        frames.remove(0).run();
        batcher.offer(4);
        frames.remove(0).run();

        assertThat(batches).containsExactly(List.of(1, 2, 3), List.of(4));
        assertThat(frames).isEmpty();
    }

    @Test
    void noEventIsLostBetweenTwoThreads() throws InterruptedException {
        int count = 100_000;
        List<Integer> seen = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(count);
        ExecutorService fx = Executors.newSingleThreadExecutor();
        EventBatcher<Integer> batcher =
                new EventBatcher<>(
                        fx,
                        batch -> {
                            seen.addAll(batch);
                            batch.forEach(event -> all.countDown());
                        });

        IntStream.range(0, count).forEach(batcher::offer);

        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        fx.shutdownNow();
        assertThat(seen).isEqualTo(IntStream.range(0, count).boxed().toList());
    }
}
