package org.sftworkbench.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.StaleFiles;

/** The file that keeps {@link HubChoices}; nobody but its owner may read it. */
public final class HubChoicesFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORMAT = 1;
    private static final int MOST_BYTES = 1 << 16;

    private final Path file;

    public HubChoicesFile(Path file) {
        this.file = file;
    }

    /**
     * What is kept; {@link HubChoices#NONE} where nothing is.
     *
     * @throws HubException where the file is broken
     */
    public HubChoices read() {
        try {
            if (!Files.isRegularFile(file)) {
                return HubChoices.NONE;
            }
            JsonNode root =
                    Files.size(file) > MOST_BYTES ? null : JSON.readTree(Files.readAllBytes(file));
            if (root == null || root.path("format").asInt() != FORMAT) {
                throw broken(null);
            }
            return new HubChoices(
                    text(root, "mirror"),
                    text(root, "token"),
                    text(root, "token_for").map(hub -> address("token_for", hub).toString()),
                    text(root, "store").map(Path::of));
        } catch (JsonProcessingException e) {
            // Without the cause, which quotes the file.
            throw broken(null);
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw broken(e);
        }
    }

    private HubException broken(Exception cause) {
        return new HubException(
                file
                        + ": the settings for models cannot be read; delete the file, or make them"
                        + " anew in the window",
                cause);
    }

    /**
     * A Hub's address as it is kept.
     *
     * @param key that it is kept under
     * @throws HubException where it is none; names the file and the key
     */
    Endpoint address(String key, String kept) {
        try {
            return Endpoint.of(kept);
        } catch (HubException e) {
            throw new HubException(file + ": \"" + key + "\": " + e.getMessage(), e);
        }
    }

    private static Optional<String> text(JsonNode root, String key) {
        return Optional.ofNullable(root.path(key).textValue()).filter(text -> !text.isBlank());
    }

    /**
     * Keeps choices in place of those before.
     *
     * @throws HubException where they cannot be kept
     */
    public void write(HubChoices choices) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        choices.mirror().ifPresent(mirror -> root.put("mirror", mirror));
        choices.token().ifPresent(token -> root.put("token", token));
        choices.tokenFor().ifPresent(hub -> root.put("token_for", hub));
        choices.store().ifPresent(store -> root.put("store", store.toString()));
        try {
            Files.createDirectories(file.getParent());
            // One may hold a token.
            StaleFiles.remove(file.getParent(), CacheDestination.HALF_WRITTEN);
            Path fresh = file.resolveSibling("." + UUID.randomUUID() + ".new");
            try {
                createPrivate(fresh);
                Files.write(fresh, JSON.writeValueAsBytes(root));
                DurableFiles.syncFile(fresh);
                DurableFiles.rename(fresh, file);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new HubException(file + ": cannot be written to: " + DurableFiles.why(e), e);
        }
    }

    /** An empty file that its owner alone may read, from its first moment on. */
    private static void createPrivate(Path fresh) throws IOException {
        if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    fresh,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            return;
        }
        Files.createFile(fresh);
        AclFileAttributeView acl = Files.getFileAttributeView(fresh, AclFileAttributeView.class);
        if (acl != null) {
            acl.setAcl(
                    List.of(
                            AclEntry.newBuilder()
                                    .setType(AclEntryType.ALLOW)
                                    .setPrincipal(acl.getOwner())
                                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                                    .build()));
        }
    }
}
