package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.learn.LessonStage;
import org.sftworkbench.ui.learn.Place;
import org.sftworkbench.ui.learn.StageAction;

/**
 * Sets this window's panes up for the lessons' experiments: opens what the program comes with, then
 * does the actions. FX thread only.
 */
final class WorkbenchStage implements LessonStage {
    private final WorkbenchViewModel shared;
    private final ObservedEngine engine;
    private final WorkbenchFiles files;
    private final WorkbenchWindow window;
    private final Words words;
    private final Executor fx;
    private final StageHands hands;
    private final StageChanges changes = new StageChanges();

    WorkbenchStage(
            WorkbenchViewModel shared,
            ObservedEngine engine,
            WorkbenchFiles files,
            WorkbenchWindow window,
            Words words,
            Executor fx,
            StagePanes panes) {
        this.shared = shared;
        this.engine = engine;
        this.files = files;
        this.window = window;
        this.words = words;
        this.fx = fx;
        hands = new StageHands(panes, shared, changes);
    }

    @Override
    public void setUp(List<StageAction> actions, Listener listener) {
        if (!starterOpen() && engine.statusProperty().get().training()) {
            listener.refused(
                    words.say(
                            "A run is under way on another model. Let it end, or stop it, before"
                                    + " the starter model is opened."));
            return;
        }
        openModel(
                new Opening(listener) {
                    @Override
                    void opened() {
                        openData(
                                new Opening(listener) {
                                    @Override
                                    void opened() {
                                        actions.forEach(hands::perform);
                                        listener.set();
                                    }
                                });
                    }
                });
    }

    @Override
    public void putBack() {
        changes.takeBack();
    }

    @Override
    public void leave() {
        changes.leave();
    }

    @Override
    public void goTo(Place place) {
        window.goTo(Section.of(place));
    }

    @Override
    public void goToLessons() {
        window.goTo(Section.LEARN);
    }

    /** What is to be done once something is open. */
    private abstract static class Opening {
        private final Listener listener;

        Opening(Listener listener) {
            this.listener = listener;
        }

        abstract void opened();

        void failed(String why) {
            listener.refused(why);
        }
    }

    /** What hears of a change after this stage does has heard of it by then. */
    private void later(Opening then) {
        fx.execute(then::opened);
    }

    private boolean starterOpen() {
        return files.starter().equals(shared.modelDirectoryProperty().get())
                && shared.modelInfoProperty().get() != null;
    }

    private boolean samplesOpen() {
        OpenData open = shared.dataProperty().get();
        return open.complete()
                && open.files().stream().map(OpenFile::file).toList().equals(files.samples());
    }

    private void openModel(Opening then) {
        if (starterOpen()) {
            then.opened();
            return;
        }
        Path before = shared.modelDirectoryProperty().get();
        if (before != null && !before.equals(files.starter())) {
            changes.rememberOpen(() -> shared.openModel(before));
        }
        WhenOpen.await(
                shared.problemProperty(),
                this::starterOpen,
                () -> later(then),
                then::failed,
                shared.modelInfoProperty(),
                shared.modelDirectoryProperty());
        if (!files.starter().equals(before)) {
            shared.openModel(files.starter());
        }
    }

    private void openData(Opening then) {
        if (samplesOpen()) {
            then.opened();
            return;
        }
        List<Path> before =
                shared.dataProperty().get().files().stream().map(OpenFile::file).toList();
        if (!before.isEmpty() && !before.equals(files.samples())) {
            ColumnMapping columns = shared.columnsInUse();
            changes.rememberOpen(() -> shared.openData(before, columns));
        }
        if (files.samples().isEmpty()) {
            then.failed(words.say("The sample data are missing beside the program."));
            return;
        }
        WhenOpen.await(
                shared.problemProperty(),
                this::samplesOpen,
                () -> later(then),
                then::failed,
                shared.dataProperty());
        if (!before.equals(files.samples())) {
            shared.openData(files.samples());
        }
    }
}
