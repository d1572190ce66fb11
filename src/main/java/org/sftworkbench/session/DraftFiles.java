package org.sftworkbench.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.Hold;
import org.sftworkbench.disk.NoLocksException;
import org.sftworkbench.disk.ProcessLock;
import org.sftworkbench.disk.ProcessMark;

/**
 * The directory of drafts, a file and a lock for each window that has one. A draft whose window is
 * gone, however it went, is taken up by the next window; several are taken up by as many.
 * Background thread.
 */
public final class DraftFiles {
    private static final String SUFFIX = ".json";
    private static final String LOCK = ".lock";
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

    private final Path directory;
    private final KeptJson<Draft> json = KeptJson.exact(Draft.class);

    /**
     * @param directory made when it is first needed
     */
    public DraftFiles(Path directory) {
        this.directory = directory;
    }

    /** A draft that nobody holds but this. */
    private record Taken(Path file, Hold lock, Draft draft) {}

    /**
     * Takes a place for a window, with the newest draft that was left behind.
     *
     * @throws SessionException where drafts cannot be kept
     */
    public DraftPlace take() {
        List<String> remarks = new ArrayList<>();
        List<Taken> left = new ArrayList<>();
        boolean taken = false;
        try {
            for (Path file : files(SUFFIX)) {
                takeUp(file, remarks).ifPresent(left::add);
            }
            left.sort(Comparator.comparingLong((Taken t) -> t.draft().changed()).reversed());
            sweep();
            DraftPlace place = left.isEmpty() ? fresh(remarks) : newest(left, remarks);
            taken = true;
            return place;
        } catch (IOException e) {
            throw new SessionException(
                    "Drafts cannot be kept in "
                            + directory
                            + ": "
                            + DurableFiles.why(e)
                            + ". What is not saved is lost with the window; free some room, or give"
                            + " the program the right to write there.",
                    e);
        } finally {
            left.stream().skip(taken ? 1 : 0).forEach(other -> close(other.lock()));
        }
    }

    private DraftPlace newest(List<Taken> left, List<String> remarks) {
        Taken newest = left.get(0);
        List<Instant> waiting =
                left.stream()
                        .skip(1)
                        .map(other -> Instant.ofEpochMilli(other.draft().changed()))
                        .toList();
        return new DraftPlace(
                newest.file(), newest.lock(), json, Optional.of(newest.draft()), waiting, remarks);
    }

    private static void close(Hold lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Taken> takeUp(Path file, List<String> remarks) throws IOException {
        Optional<Hold> lock = hold(lockOf(file));
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try {
            Draft draft = json.read(file);
            if (!draft.isEmpty()) {
                return Optional.of(new Taken(file, lock.get(), draft));
            }
            Files.delete(file);
        } catch (KeptJson.Unusable e) {
            remarks.add(KeptJson.setAside(file, e) + ".");
        } catch (IOException e) {
            // One that has just been closed is no draft any more.
            if (Files.exists(file)) {
                remarks.add(file + " cannot be read: " + DurableFiles.why(e) + ".");
            }
        }
        lock.get().closeForGood();
        return Optional.empty();
    }

    /** Empty where a window that lives has it. */
    private static Optional<Hold> hold(Path lock) throws IOException {
        try {
            return ProcessLock.takeIfFree(lock).map(Hold.class::cast);
        } catch (NoLocksException e) {
            // A home on a network drive.
            return ProcessMark.takeIfFree(lock).map(Hold.class::cast);
        }
    }

    private DraftPlace fresh(List<String> remarks) throws IOException {
        String id = ID.format(LocalDateTime.now()) + "-" + ProcessHandle.current().pid();
        for (int i = 0; ; i++) {
            Path file = directory.resolve(id + (i == 0 ? "" : "-" + i) + SUFFIX);
            Optional<Hold> lock = hold(lockOf(file));
            if (lock.isPresent()) {
                return new DraftPlace(file, lock.get(), json, Optional.empty(), List.of(), remarks);
            }
        }
    }

    /** Removes the locks of windows that were killed before they had a draft. */
    private void sweep() throws IOException {
        for (Path file : files(LOCK)) {
            String name = file.getFileName().toString();
            Path draft =
                    directory.resolve(name.substring(0, name.length() - LOCK.length()) + SUFFIX);
            if (!Files.exists(draft)) {
                Optional<Hold> lock = hold(file);
                if (lock.isPresent()) {
                    lock.get().closeForGood();
                }
            }
        }
    }

    private static Path lockOf(Path file) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - SUFFIX.length()) + LOCK);
    }

    private List<Path> files(String suffix) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(
                            file -> {
                                String name = file.getFileName().toString();
                                return name.endsWith(suffix) && !name.startsWith(".");
                            })
                    .sorted()
                    .toList();
        }
    }
}
