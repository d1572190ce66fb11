package org.sftworkbench.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.SmallFile;

/**
 * The growing files of a run under way, a line at a time; each line is with the system when its
 * call returns, and so survives the process. One thread.
 */
public final class RunFiles implements AutoCloseable {
    /** What is measured on the way, and would be measured again. */
    private static final List<Kind> MEASURED = List.of(Kind.METRICS, Kind.SAMPLES, Kind.PROBE);

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

    /** A file and how many bytes of it are whole lines. */
    private static final class Growing {
        private static final int PART = 8192;

        private final FileChannel channel;
        private long whole;

        /**
         * @throws IOException where the file, which need not exist, cannot be read and written
         */
        Growing(Path file) throws IOException {
            this.channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.APPEND,
                            LinkOption.NOFOLLOW_LINKS);
            try {
                this.whole = endOfLastLine(file);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }

        /** Where the last whole line ends; a killed process may have left half of one behind it. */
        private static long endOfLastLine(Path file) throws IOException {
            try (FileChannel from =
                    FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                ByteBuffer part = ByteBuffer.allocate(PART);
                for (long end = from.size(); end > 0; end -= Math.min(end, PART)) {
                    long start = Math.max(0, end - PART);
                    part.clear().limit((int) (end - start));
                    while (part.hasRemaining() && from.read(part, start + part.position()) >= 0) {}
                    for (int i = part.position() - 1; i >= 0; i--) {
                        if (part.get(i) == '\n') {
                            return start + i + 1;
                        }
                    }
                }
                return 0;
            }
        }

        void append(byte[] line) throws IOException {
            if (channel.size() > whole) {
                // The disk took half of a line the last time, or another process was killed then.
                channel.truncate(whole);
            }
            ByteBuffer bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            whole = channel.size();
        }
    }

    private final RunDirectory run;
    private final Consumer<Runnable> writer;
    private final Map<Kind, Growing> open = new EnumMap<>(Kind.class);

    /** A line that cannot be written is an error at once. */
    public RunFiles(RunDirectory run) {
        this(run, Runnable::run);
    }

    /**
     * @param writer does what it is given, which throws a {@link RunException} where the disk does
     *     not take it, and can be done again then
     */
    public RunFiles(RunDirectory run, Consumer<Runnable> writer) {
        this.run = run;
        this.writer = writer;
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
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        writer.accept(() -> append(kind, bytes));
    }

    private void append(Kind kind, byte[] line) {
        Path file = kind.of(run);
        try {
            Growing growing = open.get(kind);
            if (growing == null) {
                SmallFile.requireOwn(file);
                growing = new Growing(file);
                open.put(kind, growing);
            }
            growing.append(line);
        } catch (IOException e) {
            throw new RunException(file + ": cannot be written: " + DurableFiles.why(e), e);
        }
    }

    /**
     * Before a run goes on: what it measures has to find its place, which no waiting for a full
     * disk would clear.
     *
     * @throws RunException where something else stands in a file's place, or may not be written;
     *     names it
     */
    public static void requireOwn(RunDirectory run) {
        for (Kind kind : Kind.values()) {
            Path file = kind.of(run);
            try {
                SmallFile.requireOwn(file);
                if (Files.exists(file) && !Files.isWritable(file)) {
                    throw new AccessDeniedException(file.toString());
                }
            } catch (IOException e) {
                throw new RunException(file + ": cannot be written: " + DurableFiles.why(e), e);
            }
        }
    }

    /**
     * Forgets what a run measured beyond a step, which it will take again, and a line that was cut.
     *
     * @param step the last that counts; -1 for none, not even the measurements before the first
     * @throws RunException where a file cannot be read or replaced
     */
    public static void cutAfter(RunDirectory run, int step) {
        for (Kind kind : MEASURED) {
            Path file = kind.of(run);
            if (Files.exists(file)) {
                cut(file, step);
            }
        }
    }

    /**
     * Gives the measurements of a run that begins again another name, {@code metrics.1.jsonl} and
     * the like, so that nothing is lost and nothing is measured twice.
     *
     * @return the new names; none where nothing had been measured
     * @throws RunException where a file cannot be renamed
     */
    public static List<Path> setAside(RunDirectory run) {
        List<Path> there =
                MEASURED.stream().map(kind -> kind.of(run)).filter(Files::exists).toList();
        int number = 1;
        while (anyExists(there, number)) {
            number++;
        }
        List<Path> aside = new ArrayList<>();
        for (Path file : there) {
            Path other = aside(file, number);
            try {
                DurableFiles.rename(file, other);
            } catch (IOException e) {
                throw new RunException(other + ": cannot be written: " + DurableFiles.why(e), e);
            }
            aside.add(other);
        }
        return aside;
    }

    private static boolean anyExists(List<Path> files, int number) {
        return files.stream().anyMatch(file -> Files.exists(aside(file, number)));
    }

    private static Path aside(Path file, int number) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.resolveSibling(name.substring(0, dot) + "." + number + name.substring(dot));
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

    /**
     * Closes all files, whatever becomes of one.
     *
     * @throws RunException the first failure, with the others suppressed
     */
    @Override
    public void close() {
        RunException failure = null;
        for (Map.Entry<Kind, Growing> file : open.entrySet()) {
            try {
                file.getValue().channel.close();
            } catch (IOException e) {
                RunException failed =
                        new RunException(
                                file.getKey().of(run)
                                        + ": cannot be written: "
                                        + DurableFiles.why(e),
                                e);
                if (failure == null) {
                    failure = failed;
                } else {
                    failure.addSuppressed(failed);
                }
            }
        }
        open.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
