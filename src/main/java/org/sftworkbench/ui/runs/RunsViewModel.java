package org.sftworkbench.ui.runs;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.run.Checkpoint;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunException;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.RunState;
import org.sftworkbench.run.RunStore;
import org.sftworkbench.run.StoredRun;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

/** State of the table of past runs, and what can be done with them. FX thread only. */
public final class RunsViewModel {
    private final Words words;
    private final Executor background;
    private final Executor fx;
    private final RunOverlays overlays;
    private final ObjectProperty<Path> root = new SimpleObjectProperty<>(this, "root");
    private final ObservableList<StoredRun> runs = FXCollections.observableArrayList();
    private final ObservableList<StoredRun> selected = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<List<StoredRun>> doomed =
            new ReadOnlyObjectWrapper<>(this, "doomed", List.of());
    private final ReadOnlyObjectWrapper<ConfigDiff> difference =
            new ReadOnlyObjectWrapper<>(this, "difference");
    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>(this, "problem");
    private final ObjectProperty<Consumer<StoredRun>> onContinue =
            new SimpleObjectProperty<>(this, "onContinue", run -> {});
    private final ObjectProperty<Consumer<Path>> onOpenInChat =
            new SimpleObjectProperty<>(this, "onOpenInChat", path -> {});
    private final ObjectProperty<Consumer<StoredRun>> onShowProbe =
            new SimpleObjectProperty<>(this, "onShowProbe", run -> {});
    private final BooleanBinding probed;
    private final BooleanBinding comparable;
    private final BooleanBinding continuable;
    private final BooleanBinding readable;
    private final BooleanBinding deletable;
    private final BooleanBinding renamable;
    private final Set<RunDirectory> guests = new LinkedHashSet<>();
    private final ReadOnlyObjectWrapper<StoredRun> shown =
            new ReadOnlyObjectWrapper<>(this, "shown");
    private final ReadOnlyObjectWrapper<LiveRun> live = new ReadOnlyObjectWrapper<>(this, "live");
    private boolean over;
    private RunDirectory wanted;
    private int looks;

    public RunsViewModel(Words words, Executor background, Executor fx) {
        this.words = words;
        this.background = background;
        this.fx = fx;
        overlays = new RunOverlays(words, background, fx, this::tell);
        root.addListener((o, was, is) -> refresh());
        comparable =
                Bindings.createBooleanBinding(
                        () ->
                                selected.size() == 2
                                        && selected.stream().allMatch(r -> r.record().isPresent()),
                        selected);
        readable =
                Bindings.createBooleanBinding(
                        () -> selected.size() == 1 && selected.get(0).record().isPresent(),
                        selected);
        continuable =
                Bindings.createBooleanBinding(
                        () -> selected.size() == 1 && canContinue(selected.get(0)), selected);
        probed =
                Bindings.createBooleanBinding(
                        () -> selected.size() == 1 && isProbed(selected.get(0)), selected);
        deletable =
                Bindings.createBooleanBinding(
                        () -> !selected.isEmpty() && selected.stream().noneMatch(this::goesOn),
                        selected,
                        live);
        renamable =
                Bindings.createBooleanBinding(
                        () -> readable.get() && !goesOn(selected.get(0)), readable, selected, live);
    }

    /** Looks at the disk again. */
    public void refresh() {
        Path where = root.get();
        if (where == null) {
            runs.clear();
            return;
        }
        int mine = ++looks;
        RunDirectory asked = wanted;
        List<RunDirectory> others = List.copyOf(guests);
        BackgroundTask.of(() -> FoundRuns.look(where, others, asked))
                .onSuccess(
                        found -> {
                            if (mine == looks) {
                                show(found.runs());
                                found.wanted().ifPresent(this::select);
                            }
                        })
                .onError(RunException.class, e -> tell(e.getMessage()))
                .start(background, fx);
    }

    /** Lists a run, wherever it lies, and selects it and draws it once it is there. */
    public void show(RunDirectory run) {
        guests.add(run);
        wanted = run;
        refresh();
    }

    /** A run of this window is under way and stands so. */
    public void goesOn(LiveRun run) {
        over = false;
        boolean begins = live.get() == null || !live.get().directory().equals(run.directory());
        live.set(run);
        if (begins) {
            // Its curves are drawn as it goes on; once more, as they were, they would be two.
            overlays.shown().removeIf(overlay -> run.is(overlay.directory()));
        }
    }

    /** No run of this window is under way any more: what it was is looked up on the disk. */
    public void isOver() {
        over = true;
        refresh();
    }

    private void select(StoredRun run) {
        wanted = null;
        shown.set(null);
        shown.set(run);
        boolean drawn = live.get() != null && live.get().is(run);
        if (!drawn && overlays.of(run.directory()).isEmpty()) {
            overlays.toggle(run);
        }
    }

    private void show(List<StoredRun> found) {
        List<RunDirectory> chosen = selected.stream().map(StoredRun::directory).toList();
        replace(found);
        if (over) {
            live.set(null);
        }
        selected.setAll(runs.stream().filter(r -> chosen.contains(r.directory())).toList());
        found.forEach(overlays::renamed);
    }

    /** Touches the rows that have changed only: who types into another is not disturbed. */
    private void replace(List<StoredRun> found) {
        boolean same =
                found.stream()
                        .map(StoredRun::directory)
                        .toList()
                        .equals(runs.stream().map(StoredRun::directory).toList());
        if (!same) {
            runs.setAll(found);
            return;
        }
        for (int i = 0; i < found.size(); i++) {
            if (!runs.get(i).equals(found.get(i))) {
                runs.set(i, found.get(i));
            }
        }
    }

    /** Whether a run is being written, so that nobody else may. */
    private boolean goesOn(StoredRun run) {
        return run.inUse() || (live.get() != null && live.get().is(run));
    }

    /** Whether a run's name and note can be typed over; says why where they cannot. */
    boolean lets(StoredRun run) {
        boolean free = !goesOn(run);
        if (!free) {
            problem.set(
                    Problem.info(
                            words.say(
                                    "{0} is being trained; its name and note can be changed once"
                                            + " it has ended.",
                                    run.name())));
        }
        return free;
    }

    /** Calls a run otherwise. */
    public void rename(StoredRun run, String name) {
        change(() -> RunStore.rename(run.directory(), name));
    }

    /** Keeps the user's words beside a run. */
    public void note(StoredRun run, String note) {
        change(() -> RunStore.note(run.directory(), note));
    }

    /** Asks whether the selected runs shall be deleted. */
    public void askToDelete() {
        if (deletable.get()) {
            doomed.set(List.copyOf(selected));
        }
    }

    /** The answer is no. */
    public void keep() {
        doomed.set(List.of());
    }

    /** The answer is yes. */
    public void delete() {
        List<StoredRun> gone = doomed.get();
        doomed.set(List.of());
        selected.removeAll(gone);
        // At once, however long the disk takes; what could not be deleted comes back.
        runs.removeAll(gone);
        for (StoredRun run : gone) {
            overlays.gone(run.directory());
        }
        change(
                () -> {
                    for (StoredRun run : gone) {
                        RunStore.delete(run.directory());
                    }
                    return gone;
                });
    }

    private void change(Callable<?> work) {
        BackgroundTask.of(work)
                .onError(RunException.class, e -> tell(e.getMessage()))
                .onFinished(this::refresh)
                .start(background, fx);
    }

    /** Compares the two selected runs. */
    public void compare() {
        if (comparable.get()) {
            difference.set(
                    ConfigDiff.of(
                            selected.get(0).record().orElseThrow(),
                            selected.get(1).record().orElseThrow()));
        }
    }

    /** Goes back from a comparison to the table. */
    public void closeComparison() {
        difference.set(null);
    }

    /** Lets the selected run go on from its newest checkpoint. */
    public void continueSelected() {
        if (continuable.get()) {
            onContinue.get().accept(selected.get(0));
        }
    }

    /** Hands the selected run's model to the chat: the finished one, or its newest checkpoint. */
    public void openInChat() {
        if (!readable.get()) {
            return;
        }
        StoredRun chosen = selected.get(0);
        RunDirectory run = chosen.directory();
        if (chosen.record().map(RunRecord::state).orElse(null) == RunState.FINISHED) {
            onOpenInChat.get().accept(run.path());
            return;
        }
        BackgroundTask.of(() -> Checkpoints.newestValid(run))
                .onSuccess(found -> open(chosen, found))
                .onError(RunException.class, e -> tell(e.getMessage()))
                .start(background, fx);
    }

    private void open(StoredRun run, Optional<Checkpoint> found) {
        found.ifPresentOrElse(
                checkpoint -> onOpenInChat.get().accept(checkpoint.path()),
                () -> {
                    tell(words.say("{0} has no checkpoint to chat with.", run.name()));
                    // Somebody may have taken it away, or the whole run.
                    refresh();
                });
    }

    /** Shows how the selected run learned its probed conversation. */
    public void showProbe() {
        if (probed.get()) {
            onShowProbe.get().accept(selected.get(0));
        }
    }

    private static boolean isProbed(StoredRun run) {
        return run.record().map(r -> r.policy().has("probe_steps")).orElse(false);
    }

    /** Whether a run has stopped before its end and can go on. */
    public static boolean canContinue(StoredRun run) {
        return !run.inUse()
                && run.record()
                        .map(RunRecord::state)
                        .filter(s -> s != RunState.FINISHED)
                        .isPresent();
    }

    /** Tells the user what went wrong with a run. */
    public void tell(String message) {
        problem.set(Problem.error(message));
    }

    /** The directory the runs lie under. */
    public ObjectProperty<Path> rootProperty() {
        return root;
    }

    /** The runs, the newest first; those that cannot be read are there too. */
    public ObservableList<StoredRun> runs() {
        return runs;
    }

    /** The runs that the buttons are about. */
    public ObservableList<StoredRun> selected() {
        return selected;
    }

    /** The run that was asked for by name and is to be selected; null before there is one. */
    public ReadOnlyObjectProperty<StoredRun> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** The run that goes on in this window; null for none. */
    public ReadOnlyObjectProperty<LiveRun> liveProperty() {
        return live.getReadOnlyProperty();
    }

    public RunOverlays overlays() {
        return overlays;
    }

    /** Runs that wait for the user's word before they are deleted. */
    public ReadOnlyObjectProperty<List<StoredRun>> doomedProperty() {
        return doomed.getReadOnlyProperty();
    }

    /** The comparison that is shown in place of the table; null for none. */
    public ReadOnlyObjectProperty<ConfigDiff> differenceProperty() {
        return difference.getReadOnlyProperty();
    }

    /** What went wrong; null for nothing. */
    public ObjectProperty<Problem> problemProperty() {
        return problem;
    }

    /** Takes a run that shall go on. */
    public ObjectProperty<Consumer<StoredRun>> onContinueProperty() {
        return onContinue;
    }

    /** Takes a run whose probe shall be shown. */
    public ObjectProperty<Consumer<StoredRun>> onShowProbeProperty() {
        return onShowProbe;
    }

    /** Takes a checkpoint to chat with. */
    public ObjectProperty<Consumer<Path>> onOpenInChatProperty() {
        return onOpenInChat;
    }

    /** Whether exactly two runs that can be read are selected. */
    public BooleanBinding comparableProperty() {
        return comparable;
    }

    /** Whether one run is selected that can go on. */
    public BooleanBinding continuableProperty() {
        return continuable;
    }

    /** Whether one run is selected that can be read. */
    public BooleanBinding readableProperty() {
        return readable;
    }

    /** Whether one run is selected that has scored a conversation on its way. */
    public BooleanBinding probedProperty() {
        return probed;
    }

    /** Whether one run is selected whose name can be changed. */
    public BooleanBinding renamableProperty() {
        return renamable;
    }

    /** Whether runs are selected, none of which goes on. */
    public BooleanBinding deletableProperty() {
        return deletable;
    }
}
