package org.sftworkbench.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import org.sftworkbench.disk.DurableFiles;

/**
 * The growing files of a run under way, a line at a time; each line is with the system when its
 * call returns, and so survives the process. One thread.
 */
public final class RunFiles implements AutoCloseable {
    /** The growing files. */
    private enum Kind {
        METRICS,
        SAMPLES,
        PROBE,
        LOG;

        Path of(RunDirectory run) {
            return switch (this) {
                case METRICS -> run.metrics();
                case SAMPLES -> run.samples();
                case PROBE -> run.probe();
                case LOG -> run.log();
            };
        }
    }

    private final RunDirectory run;
    private final Map<Kind, FileChannel> open = new EnumMap<>(Kind.class);

    public RunFiles(RunDirectory run) {
        this.run = run;
    }

    /** A line of {@code metrics.jsonl}, with {@code step}. */
    public void metrics(ObjectNode line) {
        append(Kind.METRICS, line.toString());
    }

    /** A line of {@code samples.jsonl}. */
    public void sample(SampleLine line) {
        append(Kind.SAMPLES, line.json().toString());
    }

    /** A line of {@code probe.jsonl}. */
    public void probe(ObjectNode line) {
        append(Kind.PROBE, line.toString());
    }

    /** A sentence of {@code log.txt}, with the time. */
    public void log(String sentence) {
        append(Kind.LOG, Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + sentence);
    }

    private void append(Kind kind, String line) {
        Path file = kind.of(run);
        try {
            FileChannel channel = open.get(kind);
            if (channel == null) {
                channel =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.APPEND);
                open.put(kind, channel);
            }
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new RunException(file + ": cannot be written: " + DurableFiles.why(e), e);
        }
    }

    /**
     * Forgets what a run measured beyond a step, which it will take again, and a line that was cut.
     *
     * @throws RunException where a file cannot be read or replaced
     */
    public static void cutAfter(RunDirectory run, int step) {
        for (Kind kind : new Kind[] {Kind.METRICS, Kind.SAMPLES, Kind.PROBE}) {
            Path file = kind.of(run);
            if (Files.exists(file)) {
                cut(file, step);
            }
        }
    }

    private static void cut(Path file, int step) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        JsonLines.forEach(
                file,
                (number, line) -> {
                    if (line.path("step").asInt(0) <= step) {
                        kept.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                });
        try {
            DurableFiles.replace(file, kept.toByteArray());
        } catch (IOException e) {
            throw new RunException(file + ": cannot be written: " + DurableFiles.why(e), e);
        }
    }

    @Override
    public void close() {
        for (FileChannel channel : open.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new RunException(run.path() + ": cannot be written: " + e.getMessage(), e);
            }
        }
    }
}
