package org.sftworkbench.ui.app;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.sftworkbench.ui.common.FxExecutors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The window's threads beside JavaFX's own, one for each kind of work that must not wait for
 * another.
 *
 * @param analysis what the panes compute without the engine
 * @param rendering the row in the template pane, after each key
 * @param checking that row's checks
 * @param marking generation marks for the template
 * @param reading files
 * @param network downloads, as many as there are
 * @param fetching libraries
 */
record WorkbenchThreads(
        ExecutorService analysis,
        ExecutorService rendering,
        ExecutorService checking,
        ExecutorService marking,
        ExecutorService reading,
        ExecutorService network,
        ExecutorService fetching) {
    private static final Logger LOG = LoggerFactory.getLogger(WorkbenchThreads.class);
    private static final int SECONDS_TO_END = 2;

    static WorkbenchThreads start(UncaughtExceptionHandler unexpected) {
        return new WorkbenchThreads(
                FxExecutors.daemon("analysis", unexpected),
                FxExecutors.daemon("rendering", unexpected),
                FxExecutors.daemon("checking", unexpected),
                FxExecutors.daemon("marking", unexpected),
                FxExecutors.daemon("files", unexpected),
                FxExecutors.daemons("download", unexpected),
                FxExecutors.daemon("fetching", unexpected));
    }

    /** Ends what runs on them and drops what waits. */
    void stop() {
        List.of(rendering, checking, marking, analysis, reading, network, fetching)
                .forEach(ExecutorService::shutdownNow);
    }

    /** Waits a moment for the analysis, which may be using a tokenizer. */
    void awaitEnd() {
        try {
            if (!analysis.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.warn("The analysis thread has not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
