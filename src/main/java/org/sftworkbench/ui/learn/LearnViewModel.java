package org.sftworkbench.ui.learn;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.IntegerBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.LatestOnly;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;

/**
 * State of the learn pane: which lesson is read, which are done, and whose experiment is set up. FX
 * thread only; texts are read on the background executor.
 */
public final class LearnViewModel {
    private final LessonStage stage;
    private final LessonProgress progress;
    private final Words words;
    private final Executor background;
    private final Executor fx;
    private final LatestOnly reading;
    private final List<Lesson> lessons = LessonCatalog.lessons();
    private final ObservableMap<String, String> titles = FXCollections.observableHashMap();
    private final ObjectProperty<Tokenizer> tokenizer =
            new SimpleObjectProperty<>(this, "tokenizer");
    private final ObjectProperty<Lesson> chosen = new SimpleObjectProperty<>(this, "chosen");
    private final ReadOnlyObjectWrapper<LessonText> text =
            new ReadOnlyObjectWrapper<>(this, "text");
    private final ReadOnlyObjectWrapper<SetUpState> state =
            new ReadOnlyObjectWrapper<>(this, "state", SetUpState.NOT_SET);
    private final ReadOnlyObjectWrapper<LessonText> experiment =
            new ReadOnlyObjectWrapper<>(this, "experiment");
    private final ReadOnlyObjectWrapper<Set<Place>> experimentPlaces =
            new ReadOnlyObjectWrapper<>(this, "experimentPlaces", Set.of());
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper(this, "changed");
    private final BooleanProperty runUnderWay = new SimpleBooleanProperty(this, "runUnderWay");
    private final ReadOnlyBooleanWrapper waitsForRun =
            new ReadOnlyBooleanWrapper(this, "waitsForRun");
    private Lesson setUpFor;
    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>(this, "problem");
    private final IntegerBinding doneCount;
    private int setUps;

    public LearnViewModel(
            LessonStage stage,
            LessonProgress progress,
            Words words,
            Executor background,
            Executor fx) {
        this.stage = stage;
        this.progress = progress;
        this.words = words;
        this.background = background;
        this.fx = fx;
        reading = new LatestOnly(background, fx);
        doneCount =
                Bindings.createIntegerBinding(
                        () -> (int) lessons.stream().filter(l -> doneProperty(l).get()).count(),
                        lessons.stream().map(this::doneProperty).toArray(BooleanProperty[]::new));
        chosen.addListener((p, old, now) -> choose());
        runUnderWay.addListener((p, old, now) -> waitsForRun.set(waitsForRun.get() && now));
        words.languageProperty().addListener((p, old, now) -> speak());
        chosen.set(beginning());
        readTitles();
    }

    /** The lesson that was read last; once it is done, the first that is not. */
    private Lesson beginning() {
        List<Lesson> left = lessons.stream().filter(each -> !doneProperty(each).get()).toList();
        return left.stream()
                .filter(progress::wasRead)
                .findFirst()
                .or(() -> left.stream().findFirst())
                .orElse(lessons.get(0));
    }

    private void choose() {
        progress.reads(chosen.get());
        state.set(SetUpState.NOT_SET);
        problem.set(null);
        setUps++;
        readText();
    }

    private void speak() {
        readText();
        readTitles();
    }

    private void readText() {
        Lesson read = chosen.get();
        Lesson done = setUpFor;
        Language language = words.languageProperty().get();
        reading.submit(
                () -> {
                    LessonText here = LessonText.read(read, language);
                    LessonText there =
                            done == null || done.equals(read)
                                    ? here
                                    : LessonText.read(done, language);
                    return () -> {
                        text.set(here);
                        experiment.set(done == null ? null : there);
                    };
                });
    }

    private void readTitles() {
        Language language = words.languageProperty().get();
        background.execute(
                () -> {
                    List<String> read =
                            lessons.stream()
                                    .map(lesson -> LessonText.read(lesson, language).title())
                                    .toList();
                    fx.execute(() -> take(read));
                });
    }

    private void take(List<String> read) {
        for (int i = 0; i < read.size(); i++) {
            titles.put(lessons.get(i).id(), read.get(i));
        }
    }

    /** Sets the panes up for the chosen lesson's experiment. */
    public void setUp() {
        if (state.get() == SetUpState.SETTING) {
            return;
        }
        int mine = ++setUps;
        problem.set(null);
        state.set(SetUpState.SETTING);
        stage.setUp(
                chosen.get().actions(),
                new LessonStage.Listener() {
                    @Override
                    public void set() {
                        changed.set(true);
                        if (mine == setUps) {
                            state.set(SetUpState.SET);
                            setUpFor = chosen.get();
                            experimentPlaces.set(setUpFor.places());
                            // A run that is started later is the experiment's own.
                            waitsForRun.set(runUnderWay.get() && setUpFor.place() == Place.TRAIN);
                            readText();
                        }
                    }

                    @Override
                    public void refused(String why) {
                        if (mine == setUps) {
                            state.set(SetUpState.NOT_SET);
                            problem.set(Problem.warning(why));
                        }
                    }
                });
    }

    /** Turns to the pane where the experiment is made, once it is set up. */
    public void go() {
        if (state.get() == SetUpState.SET) {
            stage.goTo(chosen.get().place());
        }
    }

    /** Puts back what stood in the panes before the lessons set them up. */
    public void putBack() {
        stage.putBack();
        changed.set(false);
        state.set(SetUpState.NOT_SET);
        closeExperiment();
    }

    /** Puts back what stood in the panes, for the next window: its lessons know of none of it. */
    public void leave() {
        if (changed.get()) {
            stage.leave();
        }
    }

    /** Comes back from an experiment. */
    public void goToLessons() {
        stage.goToLessons();
    }

    /** Takes the steps of the experiment off the other panes. */
    public void closeExperiment() {
        setUpFor = null;
        experimentPlaces.set(Set.of());
        waitsForRun.set(false);
        experiment.set(null);
    }

    /** Ticks the chosen lesson off and turns to the one after it; the last stays. */
    public void next() {
        doneProperty(chosen.get()).set(true);
        int after = lessons.indexOf(chosen.get()) + 1;
        if (after < lessons.size()) {
            chosen.set(lessons.get(after));
        }
    }

    /** All lessons, in the order in which they build on each other. */
    public List<Lesson> lessons() {
        return lessons;
    }

    /** What a lesson is called, in the language of now; empty until it is read. */
    ObservableValue<String> titleOf(Lesson lesson) {
        return Bindings.createStringBinding(() -> titles.getOrDefault(lesson.id(), ""), titles);
    }

    /** The tokenizer that illustrations are drawn with; null for none. */
    public ObjectProperty<Tokenizer> tokenizerProperty() {
        return tokenizer;
    }

    /** The lesson that is read; never null. */
    public ObjectProperty<Lesson> chosenProperty() {
        return chosen;
    }

    /** Its text; null until it is read. */
    ReadOnlyObjectProperty<LessonText> textProperty() {
        return text.getReadOnlyProperty();
    }

    /** Whether the user is done with a lesson. */
    public BooleanProperty doneProperty(Lesson lesson) {
        return progress.doneProperty(lesson);
    }

    /** How many lessons are done. */
    public IntegerBinding doneCountProperty() {
        return doneCount;
    }

    public ReadOnlyObjectProperty<SetUpState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Whether the panes stand as a lesson has set them, this one or one before. */
    public ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    /** The lesson whose experiment was set up last; null for none, and when it was closed. */
    ReadOnlyObjectProperty<LessonText> experimentProperty() {
        return experiment.getReadOnlyProperty();
    }

    /** Whether a run is under way, whoever has started it. */
    public BooleanProperty runUnderWayProperty() {
        return runUnderWay;
    }

    /** Where the steps of that experiment have something to do; nowhere while there is none. */
    public ReadOnlyObjectProperty<Set<Place>> experimentPlacesProperty() {
        return experimentPlaces.getReadOnlyProperty();
    }

    /** Whether the experiment is a run that cannot start yet, as another was under way before. */
    ReadOnlyBooleanProperty waitsForRunProperty() {
        return waitsForRun.getReadOnlyProperty();
    }

    /** Why an experiment could not be set up; null for nothing. */
    public ObjectProperty<Problem> problemProperty() {
        return problem;
    }
}
