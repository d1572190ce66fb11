package org.sftworkbench.run;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a run keeps what.
 *
 * @param path the run's own directory
 */
public record RunDirectory(Path path) {
    /** What the run is and how it stands: {@link RunRecord}. */
    public Path record() {
        return path.resolve("run.json");
    }

    /** A line a step, and a line an evaluation: {@link Metrics}. */
    public Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    /** Sample answers on the way: {@link SampleLine}. */
    public Path samples() {
        return path.resolve("samples.jsonl");
    }

    /** The loss of each token of one conversation over time: {@link ProbeHistory}. */
    public Path probe() {
        return path.resolve("probe.jsonl");
    }

    /** What happened, in words. */
    public Path log() {
        return path.resolve("log.txt");
    }

    /** Where {@link Checkpoints} are. */
    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** Its last name, which a new run is called by. */
    public String name() {
        Path last = path.toAbsolutePath().normalize().getFileName();
        return last == null ? path.toString() : last.toString();
    }

    /** Whether there is a run here. */
    public boolean exists() {
        return Files.isRegularFile(record());
    }
}
