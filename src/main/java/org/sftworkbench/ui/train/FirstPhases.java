package org.sftworkbench.ui.train;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.run.Checkpoint;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.words.Words;

/**
 * What a run does between its start and its first step, known by what it has told so far. FX thread
 * only.
 */
final class FirstPhases {
    /** In the order of the engine. */
    private enum Phase {
        NONE,
        READING,
        EVALUATION,
        PROBE,
        QUESTION,
        STEP
    }

    private final Words words;
    private final Deque<Phase> ahead = new ArrayDeque<>();
    private final ObjectProperty<Phase> now = new SimpleObjectProperty<>(this, "now", Phase.NONE);
    private final BooleanProperty paused = new SimpleBooleanProperty(this, "paused");
    private final StringProperty before = new SimpleStringProperty(this, "before", "");
    private final BooleanBinding waits = now.isEqualTo(Phase.READING).and(before.isNotEmpty());
    private final StringBinding text;
    private int step;

    FirstPhases(Words words) {
        this.words = words;
        text = Bindings.createStringBinding(this::say, now, paused, words.languageProperty());
    }

    /** The engine is given a run. */
    void expect(Command.Train run) {
        now.set(Phase.READING);
        step = 1;
        ahead.clear();
        if (!run.measurements().evaluationRows().isEmpty()) {
            ahead.add(Phase.EVALUATION);
        }
        if (run.measurements().probe().isPresent()) {
            ahead.add(Phase.PROBE);
        }
        if (run.samples().wanted()) {
            ahead.add(Phase.QUESTION);
        }
        ahead.add(Phase.STEP);
    }

    /** Takes what the run tells; steps excepted, which are the end of this. */
    void hear(Event event) {
        if (event instanceof Event.TrainStarted) {
            now.set(ahead.isEmpty() ? Phase.NONE : ahead.peek());
        } else if (now.get() == Phase.NONE || now.get() == Phase.READING) {
            return;
        } else if (event instanceof Event.TrainResumed resumed) {
            // What was measured before it was stopped is not measured again.
            ahead.clear();
            step = 1 + Checkpoint.named(resumed.checkpoint()).map(Checkpoint::step).orElse(0);
            now.set(Phase.STEP);
        } else if (event instanceof Event.Evaluated) {
            done(Phase.EVALUATION);
        } else if (event instanceof Event.ProbeScored) {
            done(Phase.PROBE);
        } else if (event instanceof Event.SampleAnswered) {
            done(Phase.QUESTION);
        }
    }

    private void done(Phase phase) {
        if (ahead.remove(phase) && !ahead.isEmpty()) {
            now.set(ahead.peek());
        }
    }

    /** A step was taken, or the run is over. */
    void over() {
        ahead.clear();
        now.set(Phase.NONE);
    }

    /** Whether the run waits, as the user wants. */
    BooleanProperty pausedProperty() {
        return paused;
    }

    private String say() {
        if (paused.get() && now.get() != Phase.NONE && now.get() != Phase.READING) {
            return words.say("Paused before step {0}", Numbers.count(step));
        }
        return switch (now.get()) {
            case NONE, READING -> "";
            case EVALUATION -> words.say("Measuring the rows held out, before step 1");
            case PROBE -> words.say("Scoring the probed conversation, before step 1");
            case QUESTION -> words.say("Asking the sample question, before step 1");
            case STEP -> words.say("Step {0} is being computed", Numbers.count(step));
        };
    }

    /** What comes first, before the engine has begun with the run. */
    String reading() {
        return before.get().isEmpty() ? words.say("Reading the model") : before.get();
    }

    /** What the engine does before it begins with the run, in words; empty for nothing. */
    StringProperty aheadProperty() {
        return before;
    }

    /** Whether the engine has been given the run and is not done with what comes before. */
    BooleanBinding waitsProperty() {
        return waits;
    }

    /** In a few words; empty before the run has started and from its first step on. */
    StringBinding textProperty() {
        return text;
    }
}
