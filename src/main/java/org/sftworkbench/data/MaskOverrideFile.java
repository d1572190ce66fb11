package org.sftworkbench.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.JsonFault;
import org.sftworkbench.disk.NoLocksException;
import org.sftworkbench.disk.ProcessLock;
import org.sftworkbench.disk.SmallFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file beside a data file that keeps what was set by hand: {@code alpaca.json.masks.json} for
 * {@code alpaca.json}. Written whole or not at all.
 *
 * <pre>
 * {"mask_overrides": 1, "rows": [{"row": 3, "ids_sha256": "…", "trained": [4], "masked": [9]}]}
 * </pre>
 */
public final class MaskOverrideFile {
    private static final Logger LOG = LoggerFactory.getLogger(MaskOverrideFile.class);

    /** Held in place of a file's lock where there are none. */
    private static final Object WITHOUT_LOCK = new Object();

    private static final String VERSION = "mask_overrides";
    private static final int CURRENT = 1;
    private static final Set<String> KEYS = Set.of(VERSION, "rows");
    private static final Set<String> ROW_KEYS = Set.of("row", "ids_sha256", "trained", "masked");

    /** What is passed over in reading would be lost in writing. */
    private final ObjectMapper json =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final Path data;
    private final Path file;

    private MaskOverrideFile(Path data, Path file) {
        this.data = data;
        this.file = file;
    }

    /** The one that belongs to a data file; need not exist. */
    public static MaskOverrideFile beside(Path data) {
        return new MaskOverrideFile(data, data.resolveSibling(data.getFileName() + ".masks.json"));
    }

    public Path path() {
        return file;
    }

    /**
     * @return nothing where the file does not exist
     * @throws DataException where it cannot be read or is not such a file; names it
     */
    public MaskOverrides read() {
        if (!Files.exists(file)) {
            return MaskOverrides.NONE;
        }
        try {
            return overrides(json.readTree(SmallFile.text(file)));
        } catch (JsonProcessingException e) {
            throw broken("it is not valid JSON: " + JsonFault.of(e), e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }

    /**
     * Changes the tokens that were painted; all others of the file stay as they are there,
     * whichever window they are from, those of the same row too.
     *
     * @throws DataException where the file cannot be read or written; what was in it is still there
     */
    public void put(MaskChange change) {
        try {
            try {
                ProcessLock lock = ProcessLock.await(lockFile());
                try {
                    write(read().with(data, change));
                } finally {
                    lock.closeForGood();
                }
            } catch (NoLocksException e) {
                putWithoutLock(change, e);
            }
        } catch (AccessDeniedException e) {
            throw new DataException(
                    file
                            + ": what was painted cannot be kept, as the directory cannot be"
                            + " written to; copy the data to a directory of your own",
                    e);
        } catch (IOException e) {
            throw new DataException(
                    file + ": what was painted cannot be kept: " + DurableFiles.why(e), e);
        }
    }

    /**
     * On a drive that locks nothing the file is still replaced whole or not at all; two windows of
     * one process are kept apart, two processes that paint in the same moment are not.
     */
    private void putWithoutLock(MaskChange change, NoLocksException why) throws IOException {
        synchronized (WITHOUT_LOCK) {
            Files.deleteIfExists(lockFile());
            write(read().with(data, change));
        }
        LOG.warn(
                "A painted mask was kept without a lock, as another process could overwrite it: {}",
                why.getMessage());
    }

    private Path lockFile() {
        return file.resolveSibling("." + file.getFileName() + ".lock");
    }

    private void write(MaskOverrides overrides) throws IOException {
        if (overrides.rows().isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            DurableFiles.replace(file, text(overrides).getBytes(StandardCharsets.UTF_8));
        }
    }

    private String text(MaskOverrides overrides) throws JsonProcessingException {
        ObjectNode root = json.createObjectNode();
        root.put(VERSION, CURRENT);
        ArrayNode rows = root.putArray("rows");
        for (MaskOverride entry : overrides.entries()) {
            ObjectNode row = rows.addObject();
            row.put("row", entry.row());
            row.put("ids_sha256", entry.idsHash());
            ArrayNode trained = row.putArray("trained");
            ArrayNode masked = row.putArray("masked");
            entry.trained().forEach((token, counts) -> (counts ? trained : masked).add(token));
        }
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private MaskOverrides overrides(JsonNode root) {
        if (!root.path(VERSION).isInt()) {
            throw broken("it has no \"" + VERSION + "\"", null);
        }
        if (root.path(VERSION).intValue() != CURRENT) {
            throw broken("a newer version of the program wrote it", null);
        }
        if (!root.path("rows").isArray()) {
            throw broken("it has no list \"rows\"", null);
        }
        requireKnown(root, KEYS, "");
        List<MaskOverride> entries = new ArrayList<>();
        for (JsonNode row : root.path("rows")) {
            requireKnown(row, ROW_KEYS, "its entry " + (entries.size() + 1) + ": ");
            if (!row.path("row").isInt() || !row.path("ids_sha256").isTextual()) {
                throw broken(
                        "its entry " + (entries.size() + 1) + " lacks row or ids_sha256", null);
            }
            TreeMap<Integer, Boolean> trained = new TreeMap<>();
            for (boolean counts : new boolean[] {false, true}) {
                JsonNode tokens = row.path(counts ? "trained" : "masked");
                if (!tokens.isArray() && !tokens.isMissingNode()) {
                    throw broken(
                            "its entry " + (entries.size() + 1) + " names a token that is none",
                            null);
                }
                for (JsonNode token : tokens) {
                    if (!token.isInt() || token.intValue() < 0) {
                        throw broken(
                                "its entry " + (entries.size() + 1) + " names a token that is none",
                                null);
                    }
                    trained.put(token.intValue(), counts);
                }
            }
            entries.add(
                    new MaskOverride(
                            row.path("row").intValue(),
                            row.path("ids_sha256").textValue(),
                            trained));
        }
        return MaskOverrides.of(data, entries);
    }

    private void requireKnown(JsonNode object, Set<String> keys, String where) {
        object.fieldNames()
                .forEachRemaining(
                        key -> {
                            if (!keys.contains(key)) {
                                throw broken(
                                        where + "\"" + key + "\" is nothing that such a file holds",
                                        null);
                            }
                        });
    }

    private DataException broken(String why, Exception cause) {
        return new DataException(
                file
                        + ": is not a file of painted masks: "
                        + why
                        + "; mend it, or move it away to begin anew",
                cause);
    }
}
