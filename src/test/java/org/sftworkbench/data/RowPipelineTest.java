package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However going through rows ends, what it worked with can be closed then. */
class RowPipelineTest {
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final CountDownLatch working = new CountDownLatch(1);

    private Integer slowly(ReadRow row) {
        begun.incrementAndGet();
        if (row.number() > 1) {
            working.countDown();
            // As a tokenizer, which hears no interruption.
            long end = System.nanoTime() + 200_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
        ended.incrementAndGet();
        return row.number();
    }

    private void awaitWork() {
        try {
            working.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each fills a chunk. */
    private static List<DataRow> rows() {
        String text = "a".repeat(1 << 19);
        return IntStream.rangeClosed(1, 4)
                .mapToObj(n -> new DataRow(n, n, new RowContent.PlainText(text), Map.of()))
                .toList();
    }

    @Test
    void nothingIsWorkedOnAfterTheSinkHasFailed() {
        RowPipeline<Integer> pipeline = new RowPipeline<>(this::slowly, 2);
        assertThatThrownBy(
                        () ->
                                pipeline.run(
                                        rows().iterator(),
                                        number -> {
                                            awaitWork();
                                            throw new IllegalStateException("no more");
                                        }))
                .hasMessage("no more");
        assertThat(ended.get()).isEqualTo(begun.get());
    }

    @Test
    void nothingIsWorkedOnAfterAnInterruptionAndTheFlagIsSet() {
        RowPipeline<Integer> pipeline = new RowPipeline<>(this::slowly, 2);
        pipeline.run(
                rows().iterator(),
                number -> {
                    awaitWork();
                    Thread.currentThread().interrupt();
                });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ended.get()).isEqualTo(begun.get());
    }
}
