package org.sftworkbench.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Tells the files that are a model directory's own from links to somebody's other files. */
public final class OwnFiles {
    /** Of one kind in a folder; nobody has so many, and a stranger's could fill the memory. */
    private static final int MOST = 100;

    private OwnFiles() {}

    /**
     * A link may not lead out of the directory, but for a snapshot in the Hub's cache, whose files
     * all are links to the blobs beside the snapshots.
     *
     * @param directory of the model; may be a link itself
     * @param file exists, by its name in the directory
     * @throws IOException where a link cannot be followed
     */
    public static boolean holds(Path directory, Path file) throws IOException {
        Path own = directory.toRealPath();
        Path real = file.toRealPath();
        Path snapshots = own.getParent();
        boolean cached =
                snapshots != null
                        && snapshots.endsWith("snapshots")
                        && real.startsWith(snapshots.resolveSibling("blobs"));
        return cached || real.startsWith(own);
    }

    /**
     * The files of a folder in the directory, by their names; what is no file is passed over.
     *
     * @param directory of the model
     * @param folder its name there; need not exist
     * @param ending of the files' names
     * @throws IOException where one of them is a link that leads out of the directory, or there are
     *     more than can be meant; names it
     */
    public static List<Path> in(Path directory, String folder, String ending) throws IOException {
        Path inside = directory.resolve(folder);
        if (!Files.isDirectory(inside)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(inside)) {
            for (Path file : all) {
                if (file.getFileName().toString().endsWith(ending) && Files.isRegularFile(file)) {
                    requireOwn(directory, file);
                    files.add(file);
                }
                if (files.size() > MOST) {
                    throw new IOException(
                            inside
                                    + ": holds more than "
                                    + MOST
                                    + " files that end in "
                                    + ending
                                    + "; keep those that are needed");
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(files);
        return files;
    }

    /**
     * @throws IOException where a file of a model directory is a link that leads out of it
     */
    public static void requireOwn(Path directory, Path file) throws IOException {
        if (!holds(directory, file)) {
            throw new IOException(
                    file
                            + ": is a link to a file outside the directory, which would be"
                            + " copied into checkpoints; put a copy of that file in its"
                            + " place if it belongs to the model, or delete the link");
        }
    }
}
