package org.sftworkbench.ui.app;

import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.prefs.Preferences;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.scene.Parent;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.FxExecutors;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.template.TemplatePane;
import org.sftworkbench.ui.template.TemplateViewModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the window together: threads, view models, panes, and the properties that flow between them.
 * FX thread only.
 */
final class Workbench implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);
    private static final Duration PAUSE_IN_TYPING = Duration.ofMillis(150);

    private final WorkbenchFiles files;
    private final Executor fx = FxExecutors.fx();
    private final UncaughtExceptionHandler unexpected = this::unexpected;
    private final ExecutorService analysis = FxExecutors.daemon("analysis", unexpected);
    private final ExecutorService reading = FxExecutors.daemon("files", unexpected);
    private final ObservedEngine engine;
    private final WorkbenchViewModel shared;
    private final ThemeSetting theme;
    private final WorkbenchWindow window;

    /**
     * @param engine closed with this workbench
     * @param preferences where the window's settings are kept
     */
    Workbench(Engine engine, WorkbenchFiles files, Preferences preferences) {
        this.files = files;
        this.engine = new ObservedEngine(engine, fx);
        shared = new WorkbenchViewModel(this.engine, reading, fx);
        theme = new ThemeSetting(preferences);
        theme.apply();
        window =
                new WorkbenchWindow(
                        shared, this.engine, files, new FileDialogs(preferences), theme);
        addTemplatePane();
    }

    /** Begins with the starter model and the sample data. */
    void openDefaults() {
        shared.openModel(files.starter());
        List<Path> samples = files.samples();
        if (!samples.isEmpty()) {
            shared.openData(samples);
        }
    }

    Parent root() {
        return window;
    }

    WorkbenchWindow window() {
        return window;
    }

    WorkbenchViewModel shared() {
        return shared;
    }

    ThemeSetting theme() {
        return theme;
    }

    /** Whether closing would end a training run. */
    boolean isTraining() {
        return engine.statusProperty().get().training();
    }

    /** Takes an error that nobody expected: to the log, and in plain words to the window. */
    void unexpected(Thread thread, Throwable error) {
        LOG.error("Unexpected error on thread {}", thread.getName(), error);
        Platform.runLater(() -> shared.problemProperty().set(Problem.unexpected(error)));
    }

    /**
     * Stops what runs, frees the models and ends the threads. Waits for the engine, so not to be
     * called on the FX thread.
     */
    @Override
    public void close() {
        analysis.shutdownNow();
        reading.shutdownNow();
        engine.close();
    }

    private void addTemplatePane() {
        TemplateViewModel template =
                new TemplateViewModel(analysis, fx, FxExecutors.fxAfter(PAUSE_IN_TYPING));
        template.tokenizerProperty().bind(shared.tokenizerProperty());
        Bindings.bindContent(template.rows(), shared.rows());
        window.setPane(Section.TEMPLATE, new TemplatePane(template));
    }
}
