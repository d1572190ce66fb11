package org.sftworkbench.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.disk.DurableFiles;

/**
 * What a download that has begun is to bring, kept beside it in the store until it is complete, so
 * that the next start knows how far it came.
 *
 * @param revision as it was asked for
 * @param files that are needed
 */
record DownloadNote(RepositoryId id, String revision, List<RemoteFile> files) {
    private static final String FILE = "workbench-download.json";
    private static final int FORMAT = 1;
    private static final int MOST_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    DownloadNote {
        files = List.copyOf(files);
    }

    /**
     * @param repository its directory in the store, or where a directory's download waits
     */
    void write(Path repository) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT).put("name", id.name()).put("revision", revision);
        for (RemoteFile file : files) {
            root.withArray("files")
                    .addObject()
                    .put("name", file.path().name())
                    .put("size", file.size())
                    .put("hash", file.hash().hex());
        }
        DurableFiles.replace(repository.resolve(FILE), JSON.writeValueAsBytes(root));
    }

    /** The note in a repository's directory; empty where there is none that can be read. */
    static Optional<DownloadNote> read(Path repository) {
        Path file = repository.resolve(FILE);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return Optional.empty();
            }
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            return root.path("format").asInt() == FORMAT
                    ? Optional.of(parse(root))
                    : Optional.empty();
        } catch (IOException | HubException e) {
            // It is a remark; without it the download goes on all the same.
            return Optional.empty();
        }
    }

    private static DownloadNote parse(JsonNode root) {
        RepositoryId id = new RepositoryId(root.path("name").asText());
        String revision = RemotePath.of("the revision", root.path("revision").asText()).name();
        List<RemoteFile> files = new ArrayList<>();
        for (JsonNode each : root.path("files")) {
            String name = each.path("name").asText();
            files.add(
                    new RemoteFile(
                            RemotePath.of("the note", name),
                            Math.max(0, each.path("size").asLong()),
                            ContentHash.of(name, each.path("hash").asText())));
        }
        return new DownloadNote(id, revision, files);
    }

    static void delete(Path repository) throws IOException {
        Files.deleteIfExists(repository.resolve(FILE));
    }
}
