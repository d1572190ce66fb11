package org.sftworkbench.ui.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.sftworkbench.run.ProbeHistory;
import org.sftworkbench.train.RunRanges;
import org.sftworkbench.ui.common.FormField;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.words.Words;

/**
 * One conversation's loss, token by token, through the time of a run: which conversation, how
 * often, and what was measured so far. FX thread only.
 */
public final class ProbeTimeline {
    private static final int DEFAULT_EVERY = 5;

    private final ObservableList<SampleQuestion> choices = FXCollections.observableArrayList();
    private final ObjectProperty<SampleQuestion> choice =
            new SimpleObjectProperty<>(this, "choice");
    private final FormField<Integer> every;
    private final ReadOnlyObjectWrapper<List<ProbedToken>> tokens =
            new ReadOnlyObjectWrapper<>(this, "tokens", List.of());
    private final ObservableList<ProbeScore> scores = FXCollections.observableArrayList();
    private final List<PartMeans> means = new ArrayList<>();
    private final IntegerProperty shown = new SimpleIntegerProperty(this, "shown", -1);
    private final BooleanProperty playing = new SimpleBooleanProperty(this, "playing");
    private final ReadOnlyObjectWrapper<String> past = new ReadOnlyObjectWrapper<>(this, "past");

    /** The present run's, while a past one is looked at. */
    private final List<ProbeScore> presentScores = new ArrayList<>();

    private List<ProbedToken> presentTokens = List.of();
    private boolean chosen;
    private boolean offering;

    /**
     * @param rows conversations that can be scored
     */
    ProbeTimeline(Words words, ObservableList<SampleQuestion> rows) {
        every = FormField.wholeNumber(words, Words.key("Probe every"), RunRanges.EVERY);
        every.offer(DEFAULT_EVERY);
        rows.addListener((ListChangeListener<SampleQuestion>) change -> offer(List.copyOf(rows)));
        choice.addListener((o, was, is) -> chosen = !offering);
        // First of all, so that who hears of a score finds its means.
        scores.addListener((ListChangeListener<ProbeScore>) this::sumUp);
    }

    /** What the user has chosen stays where it is still there. */
    private void offer(List<SampleQuestion> rows) {
        SampleQuestion kept = chosen && rows.contains(choice.get()) ? choice.get() : null;
        offering = true;
        // A menu forgets what was picked when its items change, so the choice comes last.
        choices.setAll(rows);
        choice.set(kept != null ? kept : rows.isEmpty() ? null : rows.get(0));
        offering = false;
        chosen = kept != null;
    }

    /** A run begins that scores these tokens; none where it scores nothing. */
    void begin(List<ProbedToken> ofTheRun) {
        presentTokens = List.copyOf(ofTheRun);
        presentScores.clear();
        showPresent();
    }

    /** Takes up what was measured before, where a run goes on. */
    void recall(List<ProbeScore> before) {
        presentScores.clear();
        presentScores.addAll(before);
        if (past.get() == null) {
            scores.setAll(before);
            shown.set(scores.size() - 1);
        }
    }

    /** Takes a score; who looks at the newest goes on looking at the newest. */
    void add(ProbeScore score) {
        presentScores.add(score);
        if (past.get() != null) {
            return;
        }
        boolean newest = shown.get() == scores.size() - 1;
        scores.add(score);
        if (newest && !playing.get()) {
            shown.set(scores.size() - 1);
        }
    }

    /** Shows how a past run learned its conversation; the present one's is kept meanwhile. */
    void showPast(String run, ProbeHistory probe) {
        look(
                ProbedToken.of(probe),
                probe.scores().stream().map(s -> new ProbeScore(s.step(), s.nll())).toList());
        past.set(run);
    }

    /** Goes back from a past run to the present one. */
    public void showPresent() {
        past.set(null);
        look(presentTokens, List.copyOf(presentScores));
    }

    private void look(List<ProbedToken> ofARun, List<ProbeScore> itsScores) {
        playing.set(false);
        shown.set(-1);
        scores.clear();
        tokens.set(ofARun);
        scores.setAll(itsScores);
        shown.set(scores.size() - 1);
    }

    /** Plays from the first score, or goes on from where it stands. */
    public void play() {
        if (scores.isEmpty()) {
            return;
        }
        if (shown.get() >= scores.size() - 1) {
            shown.set(0);
        }
        playing.set(true);
    }

    /** One score further; ends with the newest. */
    public void advance() {
        if (shown.get() + 1 < scores.size()) {
            shown.set(shown.get() + 1);
        }
        if (shown.get() + 1 >= scores.size()) {
            playing.set(false);
        }
    }

    /** The score that is looked at, or null. */
    public ProbeScore current() {
        int index = shown.get();
        return index >= 0 && index < scores.size() ? scores.get(index) : null;
    }

    private void sumUp(ListChangeListener.Change<? extends ProbeScore> change) {
        while (change.next()) {
            means.subList(change.getFrom(), change.getFrom() + change.getRemovedSize()).clear();
            List<PartMeans> fresh = new ArrayList<>();
            change.getAddedSubList().forEach(s -> fresh.add(PartMeans.of(tokens.get(), s)));
            means.addAll(change.getFrom(), fresh);
        }
    }

    /** The means of each score, in the order of the scores. */
    List<PartMeans> means() {
        return Collections.unmodifiableList(means);
    }

    /** The parts that the conversation is made of, and that are told apart. */
    List<ProbedToken.Part> parts() {
        return tokens.get().stream().map(ProbedToken::part).distinct().sorted().toList();
    }

    /** A loss as it is written under a token. */
    static String figure(double nll) {
        return Double.isNaN(nll)
                ? ""
                : Numbers.format(Math.rint(nll * (nll < 10 ? 100 : 10)) / (nll < 10 ? 100 : 10));
    }

    /** Conversations that can be scored. */
    public ObservableList<SampleQuestion> choices() {
        return choices;
    }

    /** The conversation that the next run scores; null for none. */
    public ObjectProperty<SampleQuestion> choiceProperty() {
        return choice;
    }

    /** Steps between two scores; 0 for none at all. */
    public FormField<Integer> every() {
        return every;
    }

    /** The tokens that are scored. */
    public ReadOnlyObjectProperty<List<ProbedToken>> tokensProperty() {
        return tokens.getReadOnlyProperty();
    }

    /** What was measured, in the order of the steps. */
    public ObservableList<ProbeScore> scores() {
        return scores;
    }

    /** Index of the score that is looked at; -1 where there is none. */
    public IntegerProperty shownProperty() {
        return shown;
    }

    /** The name of the past run that is looked at; null for the present one. */
    public ReadOnlyObjectProperty<String> pastProperty() {
        return past.getReadOnlyProperty();
    }

    /** Whether the scores go by like a film. */
    public BooleanProperty playingProperty() {
        return playing;
    }
}
