package org.sftworkbench.model;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.OwnFiles;
import org.sftworkbench.disk.WholeDirectory;

/** Writes a model directory so that it appears under its name whole or not at all. */
final class CheckpointDirectory {
    private static final String CONFIG = "config.json";

    /** What a Hub directory holds beside the weights and this program needs again. */
    private static final List<String> COMPANIONS =
            List.of(
                    CONFIG,
                    "generation_config.json",
                    "tokenizer.json",
                    "tokenizer_config.json",
                    "special_tokens_map.json",
                    "added_tokens.json",
                    "vocab.json",
                    "merges.txt",
                    "tokenizer.model");

    private static final String TEMPLATE = "chat_template.jinja";
    private static final String MORE_TEMPLATES = "additional_chat_templates";

    /** What describes the weights, and so has no place beside an adapter. */
    private static final List<String> OF_THE_WEIGHTS = List.of(CONFIG, "generation_config.json");

    private final List<Path> sources;

    /**
     * @param base model directory whose configuration and tokenizer the checkpoint keeps
     * @param own directory whose files go before the base's; the same, but for adapters
     */
    CheckpointDirectory(Path base, Path own) {
        this.sources = List.of(own, base);
    }

    /** Writes what is new in a checkpoint. */
    interface Content {
        void write(Path directory) throws IOException;
    }

    /**
     * Writes a whole model into a sibling directory, syncs it, and renames it.
     *
     * @throws ModelException where the target already holds something, or writing fails; the target
     *     is then untouched
     */
    void commit(Path target, Content content) {
        commit(target, content, COMPANIONS);
    }

    /** The same for an adapter alone. */
    void commitAdapter(Path target, Content content) {
        commit(target, content, ofAdapters());
    }

    /**
     * Writes a whole model into a directory that is the caller's to sync and to name.
     *
     * @param directory exists, and holds none of the files
     */
    void fill(Path directory, Content content) throws IOException {
        fill(directory, content, COMPANIONS);
    }

    /** The same of an adapter alone. */
    void fillAdapter(Path directory, Content content) throws IOException {
        fill(directory, content, ofAdapters());
    }

    private static List<String> ofAdapters() {
        return COMPANIONS.stream().filter(name -> !OF_THE_WEIGHTS.contains(name)).toList();
    }

    private void fill(Path directory, Content content, List<String> companions) throws IOException {
        content.write(directory);
        for (String name : companions) {
            copy(name, directory);
        }
        for (Path template : templates()) {
            Path copy = directory.resolve(templateSource().relativize(template).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(template, copy);
        }
    }

    /**
     * The chat templates that are files. Of two directories those of one alone are meant, as they
     * go before the one that is in its {@code tokenizer_config.json}.
     */
    private List<Path> templates() throws IOException {
        Path source = templateSource();
        List<Path> files = new ArrayList<>();
        Path single = source.resolve(TEMPLATE);
        if (Files.isRegularFile(single)) {
            OwnFiles.requireOwn(source, single);
            files.add(single);
        }
        files.addAll(OwnFiles.in(source, MORE_TEMPLATES, ".jinja"));
        return files;
    }

    /** Where the tokenizer is. */
    private Path templateSource() {
        return sources.stream()
                .filter(source -> Files.exists(source.resolve("tokenizer.json")))
                .findFirst()
                .orElse(sources.get(sources.size() - 1));
    }

    private void commit(Path target, Content content, List<String> companions) {
        Path absolute = target.toAbsolutePath().normalize();
        refuseOccupied(absolute);
        try {
            WholeDirectory.write(absolute, directory -> fill(directory, content, companions));
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            throw new ModelException(
                    target + ": something was put there meanwhile; nothing was overwritten", e);
        } catch (IOException e) {
            throw new ModelException(
                    target + ": the checkpoint cannot be written: " + DurableFiles.why(e), e);
        }
    }

    /**
     * Finds out before long work whether what a checkpoint copies may be copied: a link to a file
     * elsewhere, of a model that a stranger made, would put that file into what is passed on.
     *
     * @throws ModelException naming the first that may not
     */
    void check() {
        try {
            for (String name : COMPANIONS) {
                source(name);
            }
            templates();
        } catch (IOException e) {
            throw new ModelException(DurableFiles.why(e), e);
        }
    }

    private void copy(String name, Path to) throws IOException {
        Optional<Path> source = source(name);
        if (source.isPresent()) {
            Files.copy(source.get(), to.resolve(name));
        } else if (name.equals(CONFIG)) {
            throw new IOException(
                    sources.get(0).resolve(name)
                            + ", which the model was read with, is no longer there");
        }
    }

    /** The file of a name that a checkpoint gets; empty where there is none. */
    private Optional<Path> source(String name) throws IOException {
        for (Path source : sources) {
            Path file = source.resolve(name);
            if (Files.isRegularFile(file)) {
                OwnFiles.requireOwn(source, file);
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static void refuseOccupied(Path target) {
        if (!Files.exists(target)) {
            return;
        }
        try (Stream<Path> inside =
                Files.isDirectory(target) ? Files.list(target) : Stream.of(target)) {
            if (inside.findAny().isPresent()) {
                throw new ModelException(
                        target + ": already exists and is not empty; choose another directory");
            }
        } catch (IOException e) {
            throw new ModelException(target + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }
}
