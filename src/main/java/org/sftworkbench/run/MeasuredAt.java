package org.sftworkbench.run;

/**
 * Which measurements beside the steps a run's directory holds of one step: a run that was stopped
 * between a step and a measurement that was due after it lacks that one.
 *
 * @param evaluated whether the rows held out were scored
 * @param probed whether the probed row was scored
 * @param sampled whether sample answers were written
 */
public record MeasuredAt(boolean evaluated, boolean probed, boolean sampled) {
    public static final MeasuredAt NOTHING = new MeasuredAt(false, false, false);

    /**
     * Reads the run's files.
     *
     * @throws RunException where one of them is broken
     */
    public static MeasuredAt of(RunDirectory run, int step) {
        return new MeasuredAt(
                Metrics.lines(run).stream()
                        .anyMatch(line -> line.step() == step && line.isEvaluation()),
                ProbeHistory.read(run).stream()
                        .flatMap(probe -> probe.scores().stream())
                        .anyMatch(score -> score.step() == step),
                SampleLine.read(run).stream().anyMatch(line -> line.step() == step));
    }
}
