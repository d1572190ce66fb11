package org.sftworkbench.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.JsonFault;
import org.sftworkbench.disk.Sha256;
import org.sftworkbench.disk.SmallFile;

/**
 * {@code manifest.json} of a checkpoint: size and SHA-256 of each of its files, and of what it says
 * itself. It is written last, so a directory without one was not finished.
 */
final class Manifest {
    static final String NAME = "manifest.json";

    private static final int FORMAT = 2;

    /** Of manifests that do not vouch for themselves. */
    private static final int OLDER_FORMAT = 1;

    private static final String OWN_CHECK = "sha256";

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private Manifest() {}

    /** Describes the files of a directory, which are on the disk already, and syncs itself. */
    static void write(Path directory, int step) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT).put("step", step);
        ArrayNode files = root.putArray("files");
        for (Path file : files(directory)) {
            files.addObject()
                    .put("name", name(directory.relativize(file)))
                    .put("bytes", Files.size(file))
                    .put("sha256", Sha256.of(file));
        }
        root.put(OWN_CHECK, ownCheck(root));
        DurableFiles.create(
                directory.resolve(NAME),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    }

    /** Of what it says, however it is laid out. */
    private static String ownCheck(ObjectNode root) {
        ObjectNode said = root.deepCopy();
        said.remove(OWN_CHECK);
        return Sha256.of(said.toString());
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> inside = Files.walk(directory)) {
            return inside.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    /** With slashes on every system. */
    private static String name(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    /**
     * Compares a directory with its manifest.
     *
     * @throws RunException where a file is missing, cut or otherwise not as it was written; names
     *     it
     */
    static void verify(Path directory, int step) {
        Path file = directory.resolve(NAME);
        JsonNode root = read(file);
        int format = root.path("format").asInt(0);
        boolean known = format == FORMAT || format == OLDER_FORMAT;
        if (!known || root.path("step").asInt(-1) != step) {
            throw new RunException(file + ": is no manifest of step " + step);
        }
        boolean checked = format == FORMAT || root.has(OWN_CHECK);
        if (checked && !ownCheck((ObjectNode) root).equals(root.path(OWN_CHECK).asText())) {
            throw new RunException(file + ": is not what was written (its own SHA-256 differs)");
        }
        JsonNode files = root.path("files");
        if (!files.isArray() || files.isEmpty()) {
            throw new RunException(file + ": names no files");
        }
        for (JsonNode entry : files) {
            List<String> parts = parts(file, entry);
            try {
                verify(directory, parts, entry);
            } catch (RunException e) {
                throw checked
                        ? e
                        : new RunException(
                                e.getMessage()
                                        + "; or manifest.json was changed, which says no SHA-256"
                                        + " of its own",
                                e);
            }
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(SmallFile.bytes(file));
        } catch (JsonProcessingException e) {
            throw new RunException(file + ": is broken JSON: " + JsonFault.of(e), e);
        } catch (IOException e) {
            throw new RunException(
                    Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                            ? file + ": cannot be read: " + DurableFiles.why(e)
                            : file + ": is missing, so the checkpoint was not finished",
                    e);
        }
    }

    private static List<String> parts(Path manifest, JsonNode entry) {
        String name = entry.path("name").asText("");
        List<String> parts = List.of(name.split("/", -1));
        if (parts.contains("")
                || parts.contains(".")
                || parts.contains("..")
                || name.contains("\\")
                || name.indexOf('\0') >= 0) {
            throw new RunException(manifest + ": \"" + name + "\" is no name of a file");
        }
        return parts;
    }

    private static void verify(Path directory, List<String> parts, JsonNode entry) {
        Path file = directory;
        for (String part : parts) {
            if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new RunException(file + ": is missing");
            }
            file = file.resolve(part);
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new RunException(file + ": is missing");
        }
        try {
            SmallFile.requireOwn(file);
            long size = Files.size(file);
            if (size != entry.path("bytes").asLong(-1)) {
                throw new RunException(
                        file
                                + ": has "
                                + size
                                + " bytes where "
                                + entry.path("bytes")
                                + " were written");
            }
            if (!Sha256.of(file).equals(entry.path("sha256").asText(""))) {
                throw new RunException(file + ": is not what was written (its SHA-256 differs)");
            }
        } catch (IOException e) {
            throw new RunException(file + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }
}
