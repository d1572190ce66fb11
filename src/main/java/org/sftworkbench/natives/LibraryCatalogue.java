package org.sftworkbench.natives;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sftworkbench.natives.LibraryArchive.Server;

/**
 * Which archives make up libtorch for CUDA on a system, with the sizes and hashes that their makers
 * publish: {@code cuda.json}, which says where each figure comes from.
 *
 * @param version of libtorch
 * @param flavor in DJL's terms, such as {@code cu128}
 * @param archives to fetch and unpack into one directory
 */
public record LibraryCatalogue(String version, String flavor, List<LibraryArchive> archives) {
    private static final String RESOURCE = "cuda.json";

    public LibraryCatalogue {
        archives = List.copyOf(archives);
    }

    /**
     * That of a system; empty where there is no such build.
     *
     * @param system in DJL's terms, such as {@code linux-x86_64}
     */
    public static Optional<LibraryCatalogue> of(String system) {
        try (InputStream in = LibraryCatalogue.class.getResourceAsStream(RESOURCE)) {
            JsonNode root = new ObjectMapper().readTree(in);
            JsonNode listed = root.path("systems").path(system);
            if (listed.isMissingNode()) {
                return Optional.empty();
            }
            List<LibraryArchive> archives = new ArrayList<>();
            for (JsonNode entry : listed) {
                archives.add(
                        new LibraryArchive(
                                entry.required("name").asText(),
                                Server.valueOf(
                                        entry.required("server").asText().toUpperCase(Locale.ROOT)),
                                entry.required("path").asText(),
                                entry.required("size").longValue(),
                                entry.required("sha256").asText()));
            }
            return Optional.of(
                    new LibraryCatalogue(
                            root.required("version").asText(),
                            root.required("flavor").asText(),
                            archives));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of all archives. */
    public long size() {
        return archives.stream().mapToLong(LibraryArchive::size).sum();
    }
}
