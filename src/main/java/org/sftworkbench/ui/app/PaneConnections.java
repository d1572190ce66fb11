package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.starter.StarterRecipe;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.ui.chat.AwaitedRun;
import org.sftworkbench.ui.chat.ChatPane;
import org.sftworkbench.ui.chat.ChatViewModel;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.FormField;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.cuda.CudaOffer;
import org.sftworkbench.ui.cuda.CudaPanel;
import org.sftworkbench.ui.hub.ModelsPane;
import org.sftworkbench.ui.hub.ModelsViewModel;
import org.sftworkbench.ui.labels.BatchLayout;
import org.sftworkbench.ui.labels.LabelsPane;
import org.sftworkbench.ui.labels.LabelsViewModel;
import org.sftworkbench.ui.labels.TrainedLayout;
import org.sftworkbench.ui.learn.Illustrations;
import org.sftworkbench.ui.learn.LearnPane;
import org.sftworkbench.ui.learn.LearnViewModel;
import org.sftworkbench.ui.learn.LessonStrip;
import org.sftworkbench.ui.template.TemplatePane;
import org.sftworkbench.ui.template.TemplateViewModel;
import org.sftworkbench.ui.train.ComputationForm;
import org.sftworkbench.ui.train.TrainPane;
import org.sftworkbench.ui.train.TrainState;
import org.sftworkbench.ui.train.TrainViewModel;

/**
 * Puts the panes into the window, and lets flow between them what one chooses and others use. FX
 * thread only.
 *
 * <p>The template pane is where template, policy and variables are chosen; every other pane encodes
 * with its {@code encoding}, so that what is drawn is what is trained.
 */
final class PaneConnections {
    private final WorkbenchViewModel shared;
    private final WorkbenchWindow window;
    private final WorkbenchFiles files;
    private final FileDialogs dialogs;
    private final WorkbenchThreads threads;
    private final Executor fx;
    private final Words words;
    private final TemplateViewModel template;
    private final LabelsViewModel labels;
    private final TrainViewModel train;
    private final ChatViewModel chat;

    /** What the panes stand in. */
    record Place(
            WorkbenchViewModel shared,
            WorkbenchWindow window,
            WorkbenchFiles files,
            FileDialogs dialogs,
            WorkbenchThreads threads,
            Executor fx,
            Words words) {}

    PaneConnections(Place place, StagePanes panes) {
        shared = place.shared();
        window = place.window();
        files = place.files();
        dialogs = place.dialogs();
        threads = place.threads();
        fx = place.fx();
        words = place.words();
        template = panes.template();
        labels = panes.labels();
        train = panes.train();
        chat = panes.chat();
    }

    void connectTemplate() {
        template.tokenizerProperty().bind(shared.tokenizerProperty());
        template.readingTokenizerProperty().bind(shared.readingTokenizerProperty());
        template.placesProperty().bind(shared.placesProperty());
        template.checks().modelDirectoryProperty().bind(shared.wholeDirectoryProperty());
        Bindings.bindContent(template.rows(), shared.rows());
        new PaintedMasks(shared, template.painting(), threads.rendering(), fx).follow();
        window.setPane(Section.TEMPLATE, () -> new TemplatePane(template));
    }

    void connectLabels() {
        labels.modelDirectoryProperty().bind(shared.modelDirectoryProperty());
        labels.tokenizerProperty().bind(shared.tokenizerProperty());
        labels.readingTokenizerProperty().bind(shared.readingTokenizerProperty());
        labels.encodingProperty().bind(template.encodingProperty());
        labels.captionProperty().bind(template.captionProperty());
        labels.heldBackProperty().bind(template.heldBackProperty());
        labels.placesProperty().bind(shared.placesProperty());
        Bindings.bindContent(labels.rows(), shared.rows());
        window.setPane(Section.LABELS, () -> new LabelsPane(labels, dialogs));
    }

    void connectTrain(CudaOffer cuda) {
        train.inputs().modelDirectoryProperty().bind(shared.modelDirectoryProperty());
        train.inputs().tokenizerProperty().bind(shared.tokenizerProperty());
        train.inputs().encodingProperty().bind(template.encodingProperty());
        train.inputs().captionProperty().bind(template.captionProperty());
        train.inputs()
                .heldBackProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::heldBack,
                                template.heldBackProperty(),
                                shared.dataProperty(),
                                words.languageProperty()));
        train.inputs().placesProperty().bind(shared.placesProperty());
        shared.dataProperty()
                .addListener(
                        (p, old, now) ->
                                train.inputs()
                                        .comeFrom(
                                                now::file,
                                                shared.columnsInUse(),
                                                shared.dataAsRead()::isOther));
        train.onShowRowProperty().set(this::showRow);
        train.defaultsProperty()
                .bind(
                        shared.wholeDirectoryProperty()
                                .map(this::defaultsFor)
                                .orElse(TrainingConfig.TRL_DEFAULTS));
        train.finished().onMergeProperty().set(window::merge);
        train.outputRootProperty().set(files.runs());
        FormField<Integer> maxLength = train.form().maxLength();
        offerLayoutToLabels();
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
        Bindings.bindContent(train.samples().heldOut(), shared.heldOut());
        shared.lastCheckpointProperty().bind(train.finished().directoryProperty());
        window.onStartOrPause(this::startOrPause);
        window.setPane(Section.TRAIN, () -> trainPane(cuda));
    }

    private TrainPane trainPane(CudaOffer cuda) {
        TrainPane pane = new TrainPane(train, words, dialogs, threads.reading());
        pane.offerBelowDevice(new CudaPanel(cuda, words));
        return pane;
    }

    /** Only where it is seen what happens. */
    private void startOrPause() {
        if (window.section() == Section.TRAIN) {
            switch (train.run().stateProperty().get()) {
                case RUNNING -> train.run().pause();
                case PAUSED -> train.run().resume();
                default -> train.start();
            }
        }
    }

    /** What is drawn of the rows is what a run would train. */
    private void offerLayoutToLabels() {
        ComputationForm computation = train.computation();
        ObjectProperty<LengthPolicy.Overlong> overlong = train.form().overlongProperty();
        Runnable offer =
                () ->
                        labels.form()
                                .offer(
                                        new TrainedLayout(
                                                layout(computation.layoutProperty().get()),
                                                computation.packingProperty().get(),
                                                overlong.get()));
        for (ObservableValue<?> choice :
                List.of(computation.layoutProperty(), computation.packingProperty(), overlong)) {
            choice.addListener((p, old, now) -> offer.run());
        }
        offer.run();
    }

    private static BatchLayout layout(org.sftworkbench.ui.train.BatchLayout ofRun) {
        return switch (ofRun) {
            case PADDING_FREE -> BatchLayout.PADDING_FREE;
            case PADDED -> BatchLayout.PADDED;
            case PACKED -> BatchLayout.PACKED;
        };
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
                ? words.tell(template.heldBackProperty().get())
                : words.say(
                        "Wait for {0} to be read: {1}.", open.title(words), open.figures(words));
    }

    void connectChat() {
        chat.baseDirectoryProperty().bind(shared.modelDirectoryProperty());
        chat.tokenizerProperty().bind(shared.tokenizerProperty());
        chat.encodingProperty().bind(template.encodingProperty());
        chat.captionProperty().bind(template.captionProperty());
        chat.tunedDirectoryProperty().bind(shared.lastCheckpointProperty());
        chat.models().runsProperty().set(files.runs());
        shared.lastCheckpointProperty().addListener((p, old, now) -> offerToChat(now));
        shared.merging().mergedProperty().addListener((p, old, now) -> offerToChat(now));
        train.run().stateProperty().addListener((p, old, now) -> chat.models().refresh());
        AwaitedRun awaited = chat.awaitedRun();
        awaited.pausedProperty().bind(train.run().stateProperty().isEqualTo(TrainState.PAUSED));
        awaited.onPauseProperty().set(train.run()::pause);
        awaited.onResumeProperty().set(train.run()::resume);
        awaited.onStopProperty().set(train::stop);
        window.sectionProperty()
                .addListener(
                        (p, old, now) -> {
                            if (now == Section.CHAT) {
                                chat.models().refresh();
                            }
                        });
        chat.onOpenTrainingProperty().set(() -> window.goTo(Section.TRAIN));
        train.finished()
                .onOpenInChatProperty()
                .set(
                        checkpoint -> {
                            chat.openTuned(checkpoint);
                            window.goTo(Section.CHAT);
                        });
        window.setPane(Section.CHAT, () -> new ChatPane(chat, dialogs, words));
    }

    void connectModels(ModelsViewModel models) {
        models.starterProperty().set(files.starter());
        models.runsProperty().set(files.runs());
        models.inUseProperty().bind(shared.modelDirectoryProperty());
        models.onOpenProperty().set(shared::openModel);
        window.setPane(
                Section.MODELS, () -> new ModelsPane(models, dialogs, words, threads.reading()));
    }

    void connectLearn(LearnViewModel learn) {
        learn.tokenizerProperty().bind(shared.tokenizerProperty());
        learn.runUnderWayProperty().bind(train.run().activeProperty());
        Illustrations illustrations =
                new Illustrations(learn.tokenizerProperty(), threads.analysis(), fx, words);
        window.setPane(Section.LEARN, () -> new LearnPane(learn, illustrations, words));
        window.setStrip(
                new LessonStrip(learn, words),
                Bindings.createBooleanBinding(
                        () ->
                                learn.experimentPlacesProperty().get().stream()
                                        .map(Section::of)
                                        .anyMatch(window.section()::equals),
                        learn.experimentPlacesProperty(),
                        window.sectionProperty()));
    }

    /** Every model written in this session stays in the chat's menus. */
    private void offerToChat(Path written) {
        if (written != null) {
            chat.models().offer(written);
        }
    }

    /** A model of a few million weights learns with other numbers than one of the Hub's. */
    private TrainingConfig defaultsFor(Path model) {
        return model.equals(files.starter())
                ? StarterRecipe.demoTraining()
                : TrainingConfig.TRL_DEFAULTS;
    }
}
