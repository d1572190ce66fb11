package org.sftworkbench.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.NoLocksException;
import org.sftworkbench.disk.ProcessLock;

/**
 * The file that says how the last window was left. Of several windows the one that is closed last
 * has the last word, but for what was opened in each, which is put together. Background thread.
 */
public final class SessionFile {
    private static final String NAME = "session.json";

    private final Path file;
    private final Path lock;
    private final KeptJson<SessionState> json = KeptJson.tolerant(SessionState.class);

    /**
     * @param directory made when something is first kept
     */
    public SessionFile(Path directory) {
        file = directory.resolve(NAME);
        lock = directory.resolve("session.lock");
    }

    /**
     * What was found.
     *
     * @param state {@link SessionState#NONE} where nothing could be used
     * @param remark why it could not, in the user's words; empty where it could, or there was
     *     nothing
     */
    public record Found(SessionState state, Optional<String> remark) {}

    /** Reads the file; one that is damaged or newer is set aside and told of. */
    public Found read() {
        if (!Files.exists(file)) {
            return new Found(SessionState.NONE, Optional.empty());
        }
        try {
            return new Found(json.read(file), Optional.empty());
        } catch (KeptJson.Unusable e) {
            return unread(KeptJson.setAside(file, e));
        } catch (IOException e) {
            return unread(file + " cannot be read: " + DurableFiles.why(e));
        }
    }

    private static Found unread(String why) {
        return new Found(
                SessionState.NONE, Optional.of(why + ". The window begins with its defaults."));
    }

    /**
     * Replaces the file, whole or not at all.
     *
     * @throws SessionException where it cannot be written; what was kept before stays
     */
    public void write(SessionState state) {
        try {
            writeAlone(state);
        } catch (IOException e) {
            throw new SessionException(
                    "How the window is set cannot be kept in "
                            + file
                            + ": "
                            + DurableFiles.why(e)
                            + ". Free some room, or give the program the right to write there.",
                    e);
        }
    }

    private void writeAlone(SessionState state) throws IOException {
        try (ProcessLock held = ProcessLock.await(lock)) {
            writeNow(state);
        } catch (NoLocksException e) {
            // A home on a network drive: of two windows that close at once, one's may be lost.
            writeNow(state);
        }
    }

    private void writeNow(SessionState state) throws IOException {
        json.write(file, Files.exists(file) ? state.with(recent()) : state);
    }

    private RecentlyOpened recent() throws IOException {
        try {
            return json.read(file).recent();
        } catch (KeptJson.Unusable e) {
            String done = KeptJson.setAside(file, e);
            if (Files.exists(file)) {
                throw new IOException(done, e);
            }
            return RecentlyOpened.NONE;
        }
    }
}
