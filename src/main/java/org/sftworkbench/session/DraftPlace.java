package org.sftworkbench.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.Hold;

/**
 * Where one window keeps its draft; no other window writes there while this one lives. Background
 * thread.
 */
public final class DraftPlace implements AutoCloseable {
    private final Path file;
    private final Hold lock;
    private final KeptJson<Draft> json;
    private final Optional<Draft> left;
    private final List<Instant> waiting;
    private final List<String> remarks;
    private boolean holdsDraft;

    DraftPlace(
            Path file,
            Hold lock,
            KeptJson<Draft> json,
            Optional<Draft> left,
            List<Instant> waiting,
            List<String> remarks) {
        this.file = file;
        this.lock = lock;
        this.json = json;
        this.left = left;
        this.waiting = List.copyOf(waiting);
        this.remarks = List.copyOf(remarks);
        holdsDraft = left.isPresent();
    }

    /** The newest draft that a window has left behind. */
    public Optional<Draft> left() {
        return left;
    }

    /** When the drafts were changed that are left for other windows, the newest first. */
    public List<Instant> waiting() {
        return waiting;
    }

    /** Drafts that could not be used, a sentence each. */
    public List<String> remarks() {
        return remarks;
    }

    /**
     * Keeps a draft in the place of the one before, whole or not at all; an empty one leaves
     * nothing behind.
     *
     * @throws SessionException where it cannot be written; what was kept before stays
     */
    public void write(Draft draft) {
        try {
            if (draft.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                json.write(file, draft);
            }
            holdsDraft = !draft.isEmpty();
        } catch (IOException e) {
            throw new SessionException(
                    "Drafts cannot be kept in "
                            + file
                            + ": "
                            + DurableFiles.why(e)
                            + ". Free some room, or give the program the right to write there.",
                    e);
        }
    }

    /** Leaves the draft, if there is one, for the next window. */
    @Override
    public void close() {
        try {
            if (holdsDraft) {
                lock.close();
            } else {
                lock.closeForGood();
            }
        } catch (IOException e) {
            throw new SessionException(
                    file + ": its lock cannot be let go: " + DurableFiles.why(e), e);
        }
    }
}
