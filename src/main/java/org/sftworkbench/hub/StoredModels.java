package org.sftworkbench.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.sftworkbench.disk.DurableFiles;

/** Finds the models on this machine, whoever put them there. Reads nothing but small files. */
public final class StoredModels {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MOST_JSON_BYTES = 64 << 20;
    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";
    private static final String ADAPTER_CONFIG = "adapter_config.json";
    private static final String ADAPTER_WEIGHTS = "adapter_model.safetensors";

    private StoredModels() {}

    /**
     * The models in a store that is laid out as the Hugging Face cache, by name.
     *
     * @throws HubException where the store cannot be read; one that is not there holds none
     */
    public static List<StoredModel> inStore(Path store) {
        List<StoredModel> models = new ArrayList<>();
        for (Path repository : directories(store)) {
            String name = RepositoryId.ofFolder(repository.getFileName().toString());
            if (name == null) {
                continue;
            }
            models.addAll(snapshots(repository, name));
        }
        models.sort(Comparator.comparing(StoredModel::name).thenComparing(StoredModel::revision));
        return models;
    }

    /** The revisions of a model that are in its directory of a store. */
    static List<StoredModel> snapshots(Path repository) {
        String name = RepositoryId.ofFolder(String.valueOf(repository.getFileName()));
        return name == null ? List.of() : snapshots(repository, name);
    }

    private static List<StoredModel> snapshots(Path repository, String name) {
        Map<String, String> revisions = revisions(repository.resolve("refs"));
        return directories(repository.resolve("snapshots")).stream()
                .map(
                        snapshot -> {
                            String commit = snapshot.getFileName().toString();
                            return read(snapshot, name, revisions.getOrDefault(commit, commit));
                        })
                .toList();
    }

    /** Bytes of what has come of a repository, complete or not. */
    static long blobBytes(Path repository) {
        Path blobs = repository.resolve("blobs");
        return Files.isDirectory(blobs) ? bytes(blobs) : 0;
    }

    /**
     * The models that are directories directly in another, or that directory itself.
     *
     * @throws HubException where it cannot be read
     */
    public static List<StoredModel> in(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new HubException(directory + ": is not a directory");
        }
        List<Path> places = new ArrayList<>(directories(directory));
        places.add(0, directory.toAbsolutePath().normalize());
        return places.stream()
                .filter(StoredModels::isModel)
                .map(place -> read(place, String.valueOf(place.getFileName()), ""))
                .toList();
    }

    private static boolean isModel(Path place) {
        return isFile(place, CONFIG) || isFile(place, ADAPTER_CONFIG);
    }

    /**
     * Some adapters have the configuration of the model under them beside, and no weights of it.
     */
    private static boolean isAdapter(Path directory) {
        boolean whole =
                Stream.of(CONFIG, WEIGHTS).allMatch(name -> isFile(directory, name))
                        || Stream.of(CONFIG, INDEX).allMatch(name -> isFile(directory, name));
        return isFile(directory, ADAPTER_CONFIG)
                && !whole
                && (!isFile(directory, CONFIG) || isFile(directory, ADAPTER_WEIGHTS));
    }

    private static boolean isFile(Path directory, String name) {
        return Files.isRegularFile(directory.resolve(name));
    }

    private static StoredModel read(Path directory, String name, String revision) {
        boolean adapter = isAdapter(directory);
        String type =
                adapter
                        ? "adapter"
                        : json(directory.resolve(CONFIG))
                                .map(root -> root.path("model_type").asText(""))
                                .orElse("");
        return new StoredModel(
                name, revision, type, bytes(directory), obstacle(directory, adapter), directory);
    }

    private static Optional<String> obstacle(Path directory, boolean adapter) {
        if (!isModel(directory)) {
            return Optional.of("no " + CONFIG);
        }
        if (adapter) {
            return missing(directory, List.of(ADAPTER_WEIGHTS));
        }
        Path index = directory.resolve(INDEX);
        if (!Files.exists(directory.resolve(WEIGHTS)) && Files.exists(index)) {
            TreeSet<String> shards = new TreeSet<>();
            json(index).ifPresent(r -> r.path("weight_map").forEach(s -> shards.add(s.asText())));
            return shards.isEmpty()
                    ? Optional.of("a broken index of weights")
                    : missing(directory, List.copyOf(shards));
        }
        return missing(directory, List.of(WEIGHTS));
    }

    private static Optional<String> missing(Path directory, List<String> names) {
        long missing =
                names.stream()
                        .filter(
                                name ->
                                        !name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")
                                                || !Files.isRegularFile(directory.resolve(name)))
                        .count();
        if (missing == 0) {
            return Optional.empty();
        }
        return Optional.of(
                names.size() == 1
                        ? "no " + names.get(0)
                        : missing + " of " + names.size() + " weight files missing");
    }

    /** What a small file says; empty where it is not there or makes no sense. */
    private static Optional<JsonNode> json(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_JSON_BYTES
                    ? Optional.ofNullable(JSON.readTree(Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Sizes of the files, those that links lead to included. */
    private static long bytes(Path directory) {
        try (Stream<Path> inside = Files.walk(directory, 3)) {
            long sum = 0;
            for (Path file : (Iterable<Path>) inside.filter(Files::isRegularFile)::iterator) {
                sum += size(file);
            }
            return sum;
        } catch (IOException | java.io.UncheckedIOException e) {
            throw unreadable(directory, e);
        }
    }

    /** Bytes of a file; 0 of one that has been renamed or deleted since it was listed. */
    static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /**
     * @param failure an {@link IOException}, or one that holds it
     */
    static HubException unreadable(Path place, Exception failure) {
        IOException reason =
                failure instanceof java.io.UncheckedIOException unchecked
                        ? unchecked.getCause()
                        : (IOException) failure;
        return new HubException(place + ": cannot be read: " + DurableFiles.why(reason), failure);
    }

    /** Branches and tags by the commit they are. */
    private static Map<String, String> revisions(Path refs) {
        Map<String, String> names = new TreeMap<>();
        if (!Files.isDirectory(refs)) {
            return names;
        }
        try (Stream<Path> inside = Files.walk(refs)) {
            for (Path ref :
                    (Iterable<Path>) inside.filter(Files::isRegularFile).sorted()::iterator) {
                if (Files.size(ref) <= 256) {
                    String name = refs.relativize(ref).toString().replace('\\', '/');
                    // Whatever stands in it: one that is broken must not hide the others.
                    String commit = Files.readString(ref, StandardCharsets.ISO_8859_1).strip();
                    names.merge(commit, name, (a, b) -> a + ", " + b);
                }
            }
            return names;
        } catch (IOException | java.io.UncheckedIOException e) {
            throw unreadable(refs, e);
        }
    }

    private static List<Path> directories(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(parent)) {
            return inside.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new HubException(parent + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }
}
