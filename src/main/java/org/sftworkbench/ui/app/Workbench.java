package org.sftworkbench.ui.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.prefs.Preferences;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.sftworkbench.about.ReportMaker;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.process.EngineEnvironment;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.model.device.DeviceSurvey;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.ui.about.AboutViewModel;
import org.sftworkbench.ui.chat.ChatViewModel;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.FxExecutors;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.cuda.CudaOffer;
import org.sftworkbench.ui.cuda.LibrariesOfThisMachine;
import org.sftworkbench.ui.hub.ModelsViewModel;
import org.sftworkbench.ui.labels.LabelsViewModel;
import org.sftworkbench.ui.learn.LearnViewModel;
import org.sftworkbench.ui.learn.LessonProgress;
import org.sftworkbench.ui.template.TemplateViewModel;
import org.sftworkbench.ui.train.EndedRun;
import org.sftworkbench.ui.train.EndedRunBar;
import org.sftworkbench.ui.train.InterruptedBar;
import org.sftworkbench.ui.train.TrainViewModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the window together: threads, view models and panes, which {@link PaneConnections} connects.
 * FX thread only.
 */
final class Workbench implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);
    private static final Duration PAUSE_IN_TYPING = Duration.ofMillis(150);
    private static final Duration BETWEEN_PICTURES = Duration.ofMillis(100);

    private final WorkbenchFiles files;
    private final Executor fx = FxExecutors.fx();
    private final WorkbenchThreads threads = WorkbenchThreads.start(this::unexpected);
    private final ObservedEngine engine;
    private final WorkbenchViewModel shared;
    private final ThemeSetting theme;
    private final LanguageSetting language;
    private final Words words;
    private final AboutViewModel about;
    private final Opening opening;
    private final ObjectProperty<Consumer<Path>> browse =
            new SimpleObjectProperty<>(this, "browse", directory -> {});
    private final WorkbenchWindow window;
    private final TemplateViewModel template;
    private final LabelsViewModel labels;
    private final TrainViewModel train;
    private final ChatViewModel chat;
    private final LearnViewModel learn;
    private final ModelsViewModel models;
    private final CudaOffer cuda;

    /**
     * @param engine closed with this workbench
     * @param preferences where the window's settings are kept
     */
    Workbench(Engine engine, WorkbenchFiles files, Preferences preferences) {
        this(engine, files, preferences, HubEnvironment.ofProcess());
    }

    /**
     * @param engine closed with this workbench
     * @param preferences where the window's settings are kept
     * @param hub where models are kept and come from
     */
    Workbench(Engine engine, WorkbenchFiles files, Preferences preferences, HubEnvironment hub) {
        this.files = files;
        this.engine = new ObservedEngine(engine, fx, FxExecutors.nextFrame(fx));
        language = new LanguageSetting(preferences, Locale.getDefault());
        words = language.words();
        shared = new WorkbenchViewModel(this.engine, threads.reading(), fx, words);
        theme = new ThemeSetting(preferences);
        theme.apply();
        FileDialogs dialogs = new FileDialogs(preferences, words);
        opening =
                new Opening(
                        shared, this::showRun, this::takeTemplate, threads.reading(), fx, words);
        about =
                new AboutViewModel(
                        ReportMaker.ofProcess(
                                        () -> DeviceSurvey.take(EngineEnvironment.ofThisMachine()))
                                ::make,
                        threads.reading(),
                        fx,
                        new AboutViewModel.Desk(
                                directory -> browse.get().accept(directory), Workbench::copy));
        window =
                new WorkbenchWindow(
                        shared, this.engine, files, dialogs, theme, language, about, opening);
        template =
                new TemplateViewModel(
                        words,
                        new TemplateViewModel.Threads(
                                threads.rendering(), threads.checking(), threads.marking()),
                        fx,
                        FxExecutors.fxAfter(PAUSE_IN_TYPING));
        labels = new LabelsViewModel(this.engine, threads.analysis(), fx, words);
        train = new TrainViewModel(words, this.engine, threads.analysis(), threads.reading(), fx);
        train.interrupted().onShowProperty().set(this::showRun);
        EndedRun ended =
                new EndedRun(train.run(), window.sectionProperty().isEqualTo(Section.TRAIN), words);
        window.tell(
                new EndedRunBar(ended, () -> window.goTo(Section.TRAIN), words),
                new InterruptedBar(train.interrupted(), words));
        chat = new ChatViewModel(this.engine, threads.analysis(), fx, files.conversations(), words);
        StagePanes panes = new StagePanes(template, labels, train, chat);
        cuda =
                new CudaOffer(
                        new LibrariesOfThisMachine(), threads.reading(), threads.fetching(), fx);
        chat.waitsForProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> this.engine.statusProperty().get().awaited(words),
                                this.engine.statusProperty(),
                                words.languageProperty()));
        train.run()
                .aheadProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> this.engine.statusProperty().get().ahead(words),
                                this.engine.statusProperty(),
                                words.languageProperty()));
        learn =
                new LearnViewModel(
                        new WorkbenchStage(shared, this.engine, files, window, words, fx, panes),
                        new LessonProgress(preferences),
                        words,
                        threads.reading(),
                        fx);
        models =
                new ModelsViewModel(
                        words,
                        hub,
                        threads.reading(),
                        threads.network(),
                        fx,
                        FxExecutors.fxAfter(BETWEEN_PICTURES));
        PaneConnections connections =
                new PaneConnections(
                        new PaneConnections.Place(
                                shared, window, files, dialogs, threads, fx, words),
                        panes);
        connections.connectTemplate();
        connections.connectLabels();
        connections.connectTrain(cuda);
        connections.connectChat();
        connections.connectModels(models);
        connections.connectLearn(learn);
    }

    /** Begins with the starter model and the sample data. */
    void openDefaults() {
        openStarter();
        openSamples();
        openHeldOut();
    }

    void openStarter() {
        shared.openModel(files.starter());
    }

    void openSamples() {
        List<Path> samples = files.samples();
        if (!samples.isEmpty()) {
            shared.openData(samples);
        }
    }

    void openHeldOut() {
        if (Files.isRegularFile(files.heldOut())) {
            shared.openHeldOut(files.heldOut());
        }
        cuda.look();
    }

    WorkbenchFiles files() {
        return files;
    }

    /** Opens what the user names: a run, a model directory, or data files. */
    void open(List<Path> paths) {
        opening.open(paths);
    }

    /** Selects a run in the training pane's list, wherever it lies. */
    private void showRun(RunDirectory run) {
        train.runs().show(run);
        window.goTo(Section.TRAIN);
    }

    private boolean takeTemplate(String source) {
        boolean taken = template.template().replace(source);
        if (taken) {
            window.goTo(Section.TEMPLATE);
        }
        return taken;
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

    TemplateViewModel template() {
        return template;
    }

    LabelsViewModel labels() {
        return labels;
    }

    TrainViewModel train() {
        return train;
    }

    ChatViewModel chat() {
        return chat;
    }

    LearnViewModel learn() {
        return learn;
    }

    ModelsViewModel models() {
        return models;
    }

    CudaOffer cuda() {
        return cuda;
    }

    ThemeSetting theme() {
        return theme;
    }

    /** What the window says. */
    Words words() {
        return words;
    }

    /** Shows a directory in the system's file browser. */
    ObjectProperty<Consumer<Path>> browseProperty() {
        return browse;
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
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
     * Stops what runs, frees the models and ends the threads; once more does nothing. Waits for the
     * engine, so not to be called on the FX thread.
     */
    @Override
    public void close() {
        cuda.stop();
        threads.stop();
        engine.close();
        threads.awaitEnd();
    }
}
