package org.sftworkbench.ui.chat.saved;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sftworkbench.disk.Sha256;

/**
 * What this window last read or wrote of each conversation's file, so that what another window has
 * written since is not written over. Thread-safe.
 */
final class KnownTalks {
    private final Map<String, String> sums = new ConcurrentHashMap<>();

    /** Where conversations went whose own files were another window's by then. */
    private final Map<String, String> moved = new ConcurrentHashMap<>();

    /** The file as it is now is what the window shows. */
    void read(String id, byte[] bytes) {
        sums.put(id, sum(bytes));
        moved.remove(id);
    }

    void written(String id, String as, byte[] bytes) {
        sums.put(as, sum(bytes));
        if (!id.equals(as)) {
            moved.put(id, as);
        }
    }

    /** The id under which a conversation is kept since; its own, but where it had to make way. */
    String since(String id) {
        return moved.getOrDefault(id, id);
    }

    /** Whether the file holds what this window does not know; one that is gone does not. */
    boolean isAnothers(String id, Path file) {
        if (!Files.exists(file)) {
            return false;
        }
        try {
            return !Sha256.of(file).equals(sums.get(id));
        } catch (IOException e) {
            return true;
        }
    }

    private static String sum(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
    }
}
