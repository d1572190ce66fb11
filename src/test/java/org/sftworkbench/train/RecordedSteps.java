package org.sftworkbench.train;

import java.util.ArrayList;
import java.util.List;

/** Keeps the steps of a run. */
final class RecordedSteps implements TrainingListener {
    private final List<TrainStep> steps = new ArrayList<>();

    List<TrainStep> steps() {
        return steps;
    }

    @Override
    public void started(int used, int dropped, int totalSteps) {}

    @Override
    public void stepped(TrainStep step) {
        steps.add(step);
    }
}
