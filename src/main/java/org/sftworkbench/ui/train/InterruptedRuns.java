package org.sftworkbench.ui.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunException;
import org.sftworkbench.run.RunState;
import org.sftworkbench.run.StoredRun;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.runs.RunsViewModel;

/**
 * Tells of the newest run that was interrupted with its process, or stopped as its window ended,
 * until the user has taken note of it. FX thread only.
 */
public final class InterruptedRuns {
    /** Enough to know again; older interruptions than these were long taken note of. */
    private static final int MOST_SEEN = 50;

    private final Words words;
    private final RunsViewModel runs;
    private final RunCourse course;
    private final Executor background;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<InterruptedRun> told =
            new ReadOnlyObjectWrapper<>(this, "told");
    private final StringProperty left = new SimpleStringProperty(this, "left", "");
    private final StringProperty seen = new SimpleStringProperty(this, "seen", "");
    private final ObjectProperty<Consumer<RunDirectory>> onShow =
            new SimpleObjectProperty<>(this, "onShow", run -> {});
    private final Consumer<RunDirectory> goOn;
    private final BooleanBinding continuable;
    private final StringBinding text;
    private final StringBinding action;
    private final StringBinding explanation;
    private List<InterruptedRun> found = List.of();
    private int looks;

    /**
     * @param goOn lets a run go on
     */
    InterruptedRuns(
            Words words,
            RunsViewModel runs,
            RunCourse course,
            Consumer<RunDirectory> goOn,
            Executor background,
            Executor fx) {
        this.words = words;
        this.runs = runs;
        this.course = course;
        this.goOn = goOn;
        this.background = background;
        this.fx = fx;
        runs.runs().addListener((InvalidationListener) change -> look());
        course.stateProperty().addListener((o, was, is) -> watch(is));
        left.addListener((o, was, is) -> look());
        seen.addListener((o, was, is) -> choose());
        continuable = course.activeProperty().not();
        text = Bindings.createStringBinding(this::say, told, words.languageProperty());
        action =
                Bindings.createStringBinding(
                        () -> goesOn() ? words.say("Continue") : words.say("Start again"),
                        told,
                        words.languageProperty());
        explanation = Bindings.createStringBinding(this::explain, told, words.languageProperty());
    }

    private void watch(TrainState state) {
        if (state == TrainState.RUNNING) {
            left.set(course.directory().toAbsolutePath().normalize().toString());
        } else if (!state.isActive()) {
            left.set("");
        }
        choose();
    }

    /** Its process saw the window end, and saved what there was. */
    private boolean isLeft(StoredRun run) {
        return !run.inUse()
                && run.record().map(r -> r.state() == RunState.STOPPED).orElse(false)
                && run.directory()
                        .path()
                        .toAbsolutePath()
                        .normalize()
                        .toString()
                        .equals(left.get());
    }

    private void look() {
        int mine = ++looks;
        List<StoredRun> interrupted =
                runs.runs().stream().filter(r -> r.isInterrupted() || isLeft(r)).toList();
        if (interrupted.isEmpty()) {
            found = List.of();
            choose();
            return;
        }
        BackgroundTask.of(() -> read(interrupted))
                .onSuccess(
                        read -> {
                            if (mine == looks) {
                                found = read;
                                choose();
                            }
                        })
                .start(background, fx);
    }

    /** Those that cannot be read are told of by the list of runs. */
    private static List<InterruptedRun> read(List<StoredRun> interrupted) {
        List<InterruptedRun> read = new ArrayList<>();
        for (StoredRun run : interrupted) {
            try {
                read.add(InterruptedRun.read(run));
            } catch (RunException e) {
                continue;
            }
        }
        return List.copyOf(read);
    }

    private void choose() {
        Set<String> known = known();
        // One that was lost with the engine of this window is told of where it was watched.
        told.set(
                course.activeProperty().get()
                        ? null
                        : found.stream()
                                .filter(run -> !known.contains(run.key()))
                                .filter(run -> !run.directory().path().equals(course.directory()))
                                .findFirst()
                                .orElse(null));
    }

    private Set<String> known() {
        return new LinkedHashSet<>(Arrays.asList(seen.get().split(" ")));
    }

    /** The user has taken note of all that there is. */
    public void dismiss() {
        Set<String> all = known();
        found.forEach(run -> all.add(run.key()));
        all.remove("");
        List<String> last = List.copyOf(all);
        seen.set(String.join(" ", last.subList(Math.max(0, last.size() - MOST_SEEN), last.size())));
    }

    /** Lets the run go on from its newest checkpoint, or start again where it has none. */
    public void continueRun() {
        InterruptedRun run = told.get();
        if (run != null && continuable.get()) {
            onShow.get().accept(run.directory());
            goOn.accept(run.directory());
        }
    }

    /** Turns to the run in the list of runs. */
    public void show() {
        if (told.get() != null) {
            onShow.get().accept(told.get().directory());
        }
    }

    private boolean goesOn() {
        return told.get() != null && told.get().checkpoint() > 0;
    }

    private String say() {
        InterruptedRun run = told.get();
        if (run == null) {
            return "";
        }
        String first = words.say(sentence(run), run.name(), Numbers.count(run.step()));
        long others = found.stream().filter(each -> !known().contains(each.key())).count() - 1;
        return others <= 0
                ? first
                : first
                        + words.say(
                                " More interrupted runs: {0}; the list of runs shows them.",
                                Numbers.count(others));
    }

    private static String sentence(InterruptedRun run) {
        if (run.saved()) {
            return Words.key("The run {0} was stopped at step {1} when its window closed.");
        }
        return run.step() == 0
                ? Words.key("The run {0} was interrupted before its first step.")
                : Words.key("The run {0} was interrupted at step {1}.");
    }

    private String explain() {
        return goesOn()
                ? words.say(
                        "Goes on from its newest checkpoint, of step {0}",
                        Numbers.count(told.get().checkpoint()))
                : words.say("It has no checkpoint yet, so it begins with its first step");
    }

    /** The run that is told of; null for none. */
    public ReadOnlyObjectProperty<InterruptedRun> toldProperty() {
        return told.getReadOnlyProperty();
    }

    /** What is told, in a sentence; empty for nothing. */
    public StringBinding textProperty() {
        return text;
    }

    /** What {@link #continueRun} is called. */
    public StringBinding actionProperty() {
        return action;
    }

    /** Where the run goes on from. */
    public StringBinding explanationProperty() {
        return explanation;
    }

    /** Whether the run can go on now. */
    public BooleanBinding continuableProperty() {
        return continuable;
    }

    /** Interruptions that the user has taken note of, to be kept with the window. */
    public StringProperty seenProperty() {
        return seen;
    }

    /** The run that is under way in this window, or was in the last; to be kept with it. */
    public StringProperty leftProperty() {
        return left;
    }

    /** Turns to a run in the list of runs. */
    public ObjectProperty<Consumer<RunDirectory>> onShowProperty() {
        return onShow;
    }
}
