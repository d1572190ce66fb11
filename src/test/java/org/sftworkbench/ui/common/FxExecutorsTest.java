package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FxExecutorsTest {
    // A thread tells what ended it after its executor counts it as ended.
    private final BlockingQueue<String> unexpected = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWorkThrowsIsToldUnlessItIsBrokenOff(boolean many) throws InterruptedException {
        ExecutorService executor = executor(many);
        CountDownLatch underWay = new CountDownLatch(1);
        executor.execute(
                () -> {
                    throw new IllegalStateException("of itself");
                });
        executor.execute(
                () -> {
                    underWay.countDown();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("cancelled", e);
                    }
                });
        underWay.await();
        assertThat(unexpected.poll(30, TimeUnit.SECONDS)).isEqualTo("of itself");
        executor.shutdownNow();
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(unexpected.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void workThatIsWaitedForTellsWhatItThrows(boolean many) throws InterruptedException {
        ExecutorService executor = executor(many);
        CountDownLatch closing = new CountDownLatch(1);
        executor.execute(
                () -> {
                    awaitQuietly(closing);
                    throw new IllegalStateException("the draft was not kept");
                });
        executor.shutdown();
        closing.countDown();
        assertThat(unexpected.poll(30, TimeUnit.SECONDS)).isEqualTo("the draft was not kept");
    }

    @Test
    void whatComesAfterTheShutdownIsDropped() throws InterruptedException {
        ExecutorService executor = executor(false);
        executor.shutdown();
        executor.execute(() -> unexpected.add("ran"));
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(unexpected).isEmpty();
    }

    private ExecutorService executor(boolean many) {
        return many
                ? FxExecutors.daemons("test", (thread, error) -> unexpected.add(error.getMessage()))
                : FxExecutors.daemon("test", (thread, error) -> unexpected.add(error.getMessage()));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
