package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.session.Draft;
import org.sftworkbench.session.DraftFiles;
import org.sftworkbench.session.DraftPlace;
import org.sftworkbench.session.Opened;
import org.sftworkbench.session.PresetFile;
import org.sftworkbench.session.RecentlyOpened;
import org.sftworkbench.session.RowName;
import org.sftworkbench.session.SessionException;
import org.sftworkbench.session.SessionFile;
import org.sftworkbench.session.SessionState;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.learn.SetUpState;
import org.sftworkbench.ui.session.ChosenRows;
import org.sftworkbench.ui.session.KeptPresets;
import org.sftworkbench.ui.session.KeptSettings;
import org.sftworkbench.ui.session.SavingPace;
import org.sftworkbench.ui.session.SelectedRow;
import org.sftworkbench.ui.session.UnfinishedAnswers;
import org.sftworkbench.ui.session.UnfinishedEdits;
import org.sftworkbench.ui.session.WindowDrafts;

/**
 * Brings back how the last window was left and what was being written in it, and keeps both from
 * then on, a moment after each change. FX thread only; files are read and written on a thread of
 * its own.
 */
final class WindowSession {
    private static final int SECONDS_TO_LEAVE = 10;

    private final Workbench workbench;
    private final WorkbenchViewModel shared;
    private final Words words;
    private final SessionFile file;
    private final DraftFiles draftFiles;
    private final ExecutorService keeping;
    private final Executor fx;
    private final Clock clock;
    private final KeptSettings settings;
    private final SelectedRow row;
    private final ChosenRows batch;
    private final WindowDrafts drafts;
    private final SessionNotices notices;
    private final Runnable changed;
    private final ObjectProperty<RecentlyOpened> recent =
            new SimpleObjectProperty<>(this, "recent", RecentlyOpened.NONE);
    private SessionState last = SessionState.NONE;
    private SessionState kept;
    private SessionState beforeLessons = SessionState.NONE;
    private Draft keptDraft = Draft.NONE;
    private DraftPlace place;
    private boolean begun;

    /**
     * @param directory where everything is kept
     * @param keeping reads and writes; one thread, ended by {@link #leaving}
     * @param later runs what it is given on the FX thread a moment later
     */
    WindowSession(
            Workbench workbench,
            Path directory,
            ExecutorService keeping,
            Executor fx,
            Executor later,
            Clock clock) {
        this.workbench = workbench;
        this.keeping = keeping;
        this.fx = fx;
        this.clock = clock;
        shared = workbench.shared();
        words = workbench.words();
        file = new SessionFile(directory);
        draftFiles = new DraftFiles(directory.resolve("drafts"));
        settings = new WindowSettings(workbench).settings();
        KeptPresets.of(workbench.train(), new PresetFile(directory), keeping, fx);
        row = new SelectedRow(workbench.template().conversation());
        batch = new ChosenRows(workbench.labels().choice());
        drafts = new WindowDrafts(workbench.template(), workbench.chat(), clock::millis);
        notices = new SessionNotices(workbench, drafts, clock);
        workbench.window().offerRecent(recent);
        changed = new SavingPace(later, this::save)::changed;
        new UnfinishedAnswers(workbench.chat(), later);
        new UnfinishedEdits(workbench.chat().talks(), later);
        listen();
    }

    private void listen() {
        settings.onChange(changed);
        drafts.onChange(changed);
        row.index().addListener((p, old, now) -> changed.run());
        batch.onChange(changed);
        recent.addListener((p, old, now) -> changed.run());
        shared.modelDirectoryProperty().addListener((p, old, now) -> modelOpened(now));
        shared.dataProperty().addListener((p, old, now) -> dataOpened(old, now));
        workbench.learn().stateProperty().addListener((p, old, now) -> lessonTurns(now));
    }

    /** What a lesson closes to open its own is what the next window opens. */
    private void lessonTurns(SetUpState now) {
        if (now == SetUpState.SETTING && !workbench.learn().changedProperty().get()) {
            beforeLessons = now();
        }
    }

    private void modelOpened(Path now) {
        if (now != null && !now.equals(workbench.files().starter())) {
            recent.set(recent.get().withModel(Opened.of(List.of(now), clock.millis())));
        }
        changed.run();
    }

    private void dataOpened(OpenData old, OpenData now) {
        List<Path> files = files(now);
        if (now.opening() != old.opening() && !files.equals(workbench.files().samples())) {
            recent.set(recent.get().withData(Opened.of(files, clock.millis())));
        }
        changed.run();
    }

    /**
     * Brings everything back, and opens what was open; the defaults where nothing was.
     *
     * @param asked what the user named at the start; opened last, so that it is what is seen
     */
    void start(List<Path> asked) {
        BackgroundTask.of(() -> LastWindow.read(file, draftFiles))
                .onSuccess(
                        left -> {
                            begin(left);
                            workbench.open(asked);
                        })
                .start(keeping, fx);
    }

    private void begin(LastWindow left) {
        last = left.state();
        place = left.place().orElse(null);
        recent.set(last.recent().and(recent.get()));
        settings.restore(last.settings());
        againOnceAModelHasOfferedItsNumbers();
        left.place().flatMap(DraftPlace::left).ifPresent(this::restore);
        if (last.row() != null) {
            row.restore(last.row());
        }
        batch.restore(last.batch());
        open(left);
        left.place().ifPresent(taken -> notices.others(taken.waiting()));
        notices.tell(remarks(left));
        begun = true;
    }

    private void restore(Draft draft) {
        keptDraft = draft;
        drafts.restore(draft);
    }

    /** What a model offers would else take the place of what was kept. */
    private void againOnceAModelHasOfferedItsNumbers() {
        shared.wholeDirectoryProperty()
                .addListener(
                        new ChangeListener<>() {
                            @Override
                            public void changed(
                                    ObservableValue<? extends Path> p, Path old, Path now) {
                                shared.wholeDirectoryProperty().removeListener(this);
                                settings.again(WindowSettings.OFFERED_BY_MODEL);
                            }
                        });
    }

    private void open(LastWindow left) {
        if (left.model().isEmpty()) {
            workbench.openStarter();
        } else {
            openModel(left.model().get());
        }
        left.asked().ifPresent(workbench.chat().base()::bringBack);
        left.tuned().ifPresent(workbench.chat().tuned()::choose);
        if (left.data().isEmpty()) {
            workbench.openSamples();
        } else {
            shared.openData(left.data(), columns(last.columns()));
        }
        workbench.openHeldOut();
    }

    /** A window without a model is of no use, so where it cannot be opened the starter is. */
    private void openModel(Path model) {
        if (last.tokenizerOnly()) {
            shared.openTokenizer(model);
        } else {
            shared.openModel(model, workbench::openStarter);
        }
    }

    private static ColumnMapping columns(Map<String, String> kept) {
        try {
            return new ColumnMapping(kept);
        } catch (DataException e) {
            return ColumnMapping.NONE;
        }
    }

    private static List<String> remarks(LastWindow left) {
        List<String> all = new ArrayList<>(left.remarks());
        if (!left.missing().isEmpty()) {
            all.add(
                    Words.original(
                            "No longer there, and left out: {0}",
                            String.join(", ", left.missing())));
        }
        return all;
    }

    /** How the window is now; what has not come back yet is as it was left. */
    private SessionState now() {
        Path model = shared.modelDirectoryProperty().get();
        List<Path> data = files(shared.dataProperty().get());
        return new SessionState(
                model == null ? last.model() : nameOf(model),
                model == null ? last.tokenizerOnly() : shared.tokenizerOnly(),
                data.isEmpty() ? last.data() : namesOf(data),
                data.isEmpty() ? last.columns() : shared.columnsInUse().columns(),
                row.now().orElse(null),
                batch.now(),
                settings.now(),
                recent.get());
    }

    /** The starter has no name: the next version of the program brings its own, elsewhere. */
    private String nameOf(Path model) {
        return model.equals(workbench.files().starter()) ? null : absolute(model);
    }

    /** Nor have the samples. */
    private List<String> namesOf(List<Path> data) {
        return data.equals(workbench.files().samples())
                ? List.of()
                : data.stream().map(WindowSession::absolute).toList();
    }

    private static List<Path> files(OpenData open) {
        return open.files().stream().map(OpenFile::file).toList();
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private void save() {
        if (!begun) {
            return;
        }
        SessionState state = toKeep();
        Draft draft = drafts.now();
        boolean sameState = state.equals(kept);
        boolean sameDraft = draft.sameAs(keptDraft);
        if (sameState && sameDraft) {
            return;
        }
        kept = state;
        keptDraft = draft;
        BackgroundTask.of(
                        () -> {
                            // Drafts first: they cannot be made again.
                            if (!sameDraft && place != null) {
                                place.write(draft);
                            }
                            if (!sameState) {
                                file.write(state);
                            }
                            return state;
                        })
                .onError(
                        SessionException.class,
                        e -> {
                            kept = null;
                            keptDraft = Draft.NONE;
                            notices.warn(e.getMessage());
                        })
                .start(keeping, fx);
    }

    /**
     * Takes down how the window is left.
     *
     * @return writes it down and lets the next window have the draft; waits for the disk, so not to
     *     be called on the FX thread
     */
    Runnable leaving() {
        if (!begun) {
            return keeping::shutdown;
        }
        SessionState state = withoutLessons();
        Draft draft = drafts.now();
        boolean sameDraft = draft.sameAs(keptDraft);
        Runnable talk = workbench.chat().talks().leaving();
        begun = false;
        return () -> {
            keeping.execute(talk);
            keeping.execute(() -> leave(state, sameDraft ? Optional.empty() : Optional.of(draft)));
            keeping.shutdown();
            try {
                if (!keeping.awaitTermination(SECONDS_TO_LEAVE, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the disk does not answer");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** What a window that is killed comes back with: the numbers of a lesson are not the user's. */
    private SessionState toKeep() {
        boolean inLesson =
                workbench.learn().changedProperty().get()
                        || workbench.learn().stateProperty().get() == SetUpState.SETTING;
        return inLesson ? withOwn(now(), beforeLessons.settings()) : now();
    }

    /** How the window is left, once the experiment of a lesson is cleared away. */
    private SessionState withoutLessons() {
        if (!workbench.learn().changedProperty().get()) {
            return now();
        }
        workbench.learn().leave();
        SessionState left = now();
        return withOwn(left, left.settings());
    }

    /** The model and the data of before a lesson, unless the user has opened others in it. */
    private SessionState withOwn(SessionState left, Map<String, String> settings) {
        boolean ownModel = left.model() != null;
        boolean ownData = !left.data().isEmpty();
        SessionState before = beforeLessons;
        return new SessionState(
                ownModel ? left.model() : before.model(),
                ownModel ? left.tokenizerOnly() : before.tokenizerOnly(),
                ownData ? left.data() : before.data(),
                ownData ? left.columns() : before.columns(),
                ownData ? left.row() : before.row(),
                ownData ? left.batch() : before.batch(),
                settings,
                left.recent());
    }

    private void leave(SessionState state, Optional<Draft> draft) {
        try {
            if (place != null) {
                draft.ifPresent(place::write);
                place.close();
            }
        } finally {
            file.write(state);
        }
    }

    /** What was opened last. */
    ObservableValue<RecentlyOpened> recentProperty() {
        return recent;
    }

    WindowDrafts drafts() {
        return drafts;
    }

    /** The row that is looked at. */
    Optional<RowName> row() {
        return row.now();
    }
}
