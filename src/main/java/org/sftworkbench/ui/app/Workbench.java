package org.sftworkbench.ui.app;

import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.prefs.Preferences;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.scene.Parent;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.starter.StarterRecipe;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.ui.chat.ChatPane;
import org.sftworkbench.ui.chat.ChatViewModel;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.FormField;
import org.sftworkbench.ui.common.FxExecutors;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.hub.ModelsPane;
import org.sftworkbench.ui.hub.ModelsViewModel;
import org.sftworkbench.ui.labels.LabelsPane;
import org.sftworkbench.ui.labels.LabelsViewModel;
import org.sftworkbench.ui.learn.Illustrations;
import org.sftworkbench.ui.learn.LearnPane;
import org.sftworkbench.ui.learn.LearnViewModel;
import org.sftworkbench.ui.learn.LessonProgress;
import org.sftworkbench.ui.learn.LessonStrip;
import org.sftworkbench.ui.template.TemplatePane;
import org.sftworkbench.ui.template.TemplateViewModel;
import org.sftworkbench.ui.train.TrainPane;
import org.sftworkbench.ui.train.TrainViewModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the window together: threads, view models, panes, and the properties that flow between them.
 * FX thread only.
 *
 * <p>The template pane is where template, policy and variables are chosen; every other pane encodes
 * with its {@code encoding}, so that what is drawn is what is trained.
 */
final class Workbench implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);
    private static final Duration PAUSE_IN_TYPING = Duration.ofMillis(150);
    private static final Duration BETWEEN_PICTURES = Duration.ofMillis(100);
    private static final int SECONDS_TO_END = 2;

    private final WorkbenchFiles files;
    private final Executor fx = FxExecutors.fx();
    private final UncaughtExceptionHandler unexpected = this::unexpected;
    private final ExecutorService analysis = FxExecutors.daemon("analysis", unexpected);
    private final ExecutorService rendering = FxExecutors.daemon("rendering", unexpected);
    private final ExecutorService checking = FxExecutors.daemon("checking", unexpected);
    private final ExecutorService reading = FxExecutors.daemon("files", unexpected);
    private final ExecutorService network = FxExecutors.daemons("download", unexpected);
    private final ObservedEngine engine;
    private final WorkbenchViewModel shared;
    private final ThemeSetting theme;
    private final LanguageSetting language;
    private final Words words;
    private final WorkbenchWindow window;
    private final TemplateViewModel template;
    private final LabelsViewModel labels;
    private final TrainViewModel train;
    private final FileDialogs dialogs;
    private final ChatViewModel chat;
    private final LearnViewModel learn;
    private final ModelsViewModel models;

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
        this.engine = new ObservedEngine(engine, fx);
        language = new LanguageSetting(preferences, Locale.getDefault());
        words = language.words();
        shared = new WorkbenchViewModel(this.engine, reading, fx, words);
        theme = new ThemeSetting(preferences);
        theme.apply();
        dialogs = new FileDialogs(preferences, words);
        window = new WorkbenchWindow(shared, this.engine, files, dialogs, theme, language);
        template =
                new TemplateViewModel(
                        words, rendering, checking, fx, FxExecutors.fxAfter(PAUSE_IN_TYPING));
        labels = new LabelsViewModel(this.engine, analysis, fx, words);
        train = new TrainViewModel(words, this.engine, analysis, fx);
        chat = new ChatViewModel(this.engine, analysis, fx, files.conversations(), words);
        learn =
                new LearnViewModel(
                        new WorkbenchStage(
                                shared,
                                this.engine,
                                files,
                                window,
                                words,
                                fx,
                                new StagePanes(template, labels, train, chat)),
                        new LessonProgress(preferences),
                        words,
                        reading,
                        fx);
        models =
                new ModelsViewModel(
                        words, hub, reading, network, fx, FxExecutors.fxAfter(BETWEEN_PICTURES));
        connectTemplate();
        connectLabels();
        connectTrain();
        connectChat();
        connectModels();
        connectLearn();
    }

    /** Begins with the starter model and the sample data. */
    void openDefaults() {
        shared.openModel(files.starter());
        List<Path> samples = files.samples();
        if (!samples.isEmpty()) {
            shared.openData(samples);
        }
        if (Files.isRegularFile(files.heldOut())) {
            shared.openHeldOut(files.heldOut());
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

    ThemeSetting theme() {
        return theme;
    }

    /** What the window says. */
    Words words() {
        return words;
    }

    /** Whether closing would end a training run. */
    boolean isTraining() {
        return engine.statusProperty().get().training();
    }

    /** Takes an error that nobody expected: to the log, and in plain words to the window. */
    void unexpected(Thread thread, Throwable error) {
        LOG.error("Unexpected error on thread {}", thread.getName(), error);
        Platform.runLater(() -> shared.problemProperty().set(Problem.unexpected(error, words)));
    }

    /**
     * Stops what runs, frees the models and ends the threads; once more does nothing. Waits for the
     * engine, so not to be called on the FX thread.
     */
    @Override
    public void close() {
        rendering.shutdownNow();
        checking.shutdownNow();
        analysis.shutdownNow();
        reading.shutdownNow();
        network.shutdownNow();
        engine.close();
        try {
            if (!analysis.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.warn("The analysis thread has not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connectTemplate() {
        template.tokenizerProperty().bind(shared.tokenizerProperty());
        template.placesProperty().bind(shared.placesProperty());
        template.checks().modelDirectoryProperty().bind(shared.wholeDirectoryProperty());
        Bindings.bindContent(template.rows(), shared.rows());
        new PaintedMasks(shared, template.painting(), reading, fx).follow();
        window.setPane(Section.TEMPLATE, new TemplatePane(template));
    }

    private void connectLabels() {
        labels.modelDirectoryProperty().bind(shared.modelDirectoryProperty());
        labels.tokenizerProperty().bind(shared.tokenizerProperty());
        labels.encodingProperty().bind(template.encodingProperty());
        labels.heldBackProperty().bind(template.heldBackProperty());
        labels.placesProperty().bind(shared.placesProperty());
        Bindings.bindContent(labels.rows(), shared.rows());
        window.setPane(Section.LABELS, new LabelsPane(labels, dialogs));
    }

    private void connectTrain() {
        train.inputs().modelDirectoryProperty().bind(shared.modelDirectoryProperty());
        train.inputs().tokenizerProperty().bind(shared.tokenizerProperty());
        train.inputs().encodingProperty().bind(template.encodingProperty());
        train.inputs()
                .heldBackProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::heldBack,
                                template.heldBackProperty(),
                                shared.dataProperty(),
                                words.languageProperty()));
        train.inputs().placesProperty().bind(shared.placesProperty());
        shared.dataProperty().addListener((p, old, now) -> train.inputs().comeFrom(now::file));
        train.onShowRowProperty().set(this::showRow);
        train.defaultsProperty()
                .bind(
                        shared.wholeDirectoryProperty()
                                .map(this::defaultsFor)
                                .orElse(TrainingConfig.TRL_DEFAULTS));
        train.finished().onMergeProperty().set(window::merge);
        train.outputRootProperty().set(files.runs());
        FormField<Integer> maxLength = train.form().maxLength();
        template.checks()
                .maxLengthProperty()
                .bind(
                        Bindings.createIntegerBinding(
                                () -> maxLength.value().orElse(0), maxLength.textProperty()));
        maxLength.value().ifPresent(labels.form().maxLength()::offer);
        maxLength
                .textProperty()
                .addListener(
                        (p, old, now) ->
                                maxLength.value().ifPresent(labels.form().maxLength()::offer));
        Bindings.bindContent(train.inputs().rows(), shared.rows());
        Bindings.bindContent(train.probe().heldOut(), shared.heldOut());
        shared.lastCheckpointProperty().bind(train.finished().directoryProperty());
        window.setPane(Section.TRAIN, new TrainPane(train, words, dialogs, reading));
    }

    /** Opens a row in the template pane. */
    private void showRow(DataRow row) {
        int index = shared.rows().indexOf(row);
        if (index >= 0) {
            template.conversation().rowIndexProperty().set(index);
            window.goTo(Section.TEMPLATE);
        }
    }

    /** A run learns from all rows or does not start. */
    private String heldBack() {
        OpenData open = shared.dataProperty().get();
        return open.complete()
                ? template.heldBackProperty().get()
                : words.say(
                        "Wait for {0} to be read: {1}.", open.title(words), open.figures(words));
    }

    private void connectChat() {
        chat.baseDirectoryProperty().bind(shared.modelDirectoryProperty());
        chat.tokenizerProperty().bind(shared.tokenizerProperty());
        chat.encodingProperty().bind(template.encodingProperty());
        chat.tunedDirectoryProperty().bind(shared.lastCheckpointProperty());
        chat.models().runsProperty().set(files.runs());
        shared.lastCheckpointProperty().addListener((p, old, now) -> offerToChat(now));
        chat.onOpenTrainingProperty().set(() -> window.goTo(Section.TRAIN));
        train.finished()
                .onOpenInChatProperty()
                .set(
                        checkpoint -> {
                            chat.tuned().choose(checkpoint);
                            window.goTo(Section.CHAT);
                        });
        window.setPane(Section.CHAT, new ChatPane(chat, dialogs, words));
    }

    private void connectModels() {
        models.starterProperty().set(files.starter());
        models.runsProperty().set(files.runs());
        models.inUseProperty().bind(shared.modelDirectoryProperty());
        models.onOpenProperty().set(shared::openModel);
        window.setPane(Section.MODELS, new ModelsPane(models, dialogs, words, reading));
    }

    private void connectLearn() {
        learn.tokenizerProperty().bind(shared.tokenizerProperty());
        Illustrations illustrations =
                new Illustrations(learn.tokenizerProperty(), analysis, fx, words);
        window.setPane(Section.LEARN, new LearnPane(learn, illustrations, words));
        window.setStrip(new LessonStrip(learn, words));
    }

    /** Every run's checkpoint stays in the chat's menus, the newest first. */
    private void offerToChat(Path checkpoint) {
        if (checkpoint != null) {
            chat.checkpoints().remove(checkpoint);
            chat.checkpoints().add(0, checkpoint);
        }
    }

    /** A model of a few million weights learns with other numbers than one of the Hub's. */
    private TrainingConfig defaultsFor(Path model) {
        return model.equals(files.starter())
                ? StarterRecipe.demoTraining()
                : TrainingConfig.TRL_DEFAULTS;
    }
}
