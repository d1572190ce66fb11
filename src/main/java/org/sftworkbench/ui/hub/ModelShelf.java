package org.sftworkbench.ui.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.sftworkbench.hub.PartialDownload;
import org.sftworkbench.hub.PartialDownloads;
import org.sftworkbench.hub.RepositoryId;
import org.sftworkbench.hub.StoredModel;
import org.sftworkbench.hub.StoredModels;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.model.WeightFacts;

/** Looks for models on this machine. Reads files, but no weights; thread-safe. */
final class ModelShelf {
    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    /** What the headers said, while the files have the same size. */
    private record Known(long bytes, Optional<WeightFacts> facts) {}

    /**
     * Where to look.
     *
     * @param store laid out as the Hugging Face cache
     * @param starter the model that comes with the program
     * @param runs holds a directory for each run
     * @param opened directories that were opened
     */
    record Places(Path store, Path starter, Path runs, List<Path> opened) {
        Places {
            opened = List.copyOf(opened);
        }
    }

    /**
     * All models, each once: those of the store first.
     *
     * @throws org.sftworkbench.hub.HubException where a place cannot be read
     */
    List<ModelRow> look(Places places) {
        Map<Path, ModelRow> rows = new LinkedHashMap<>();
        List<PartialDownload> partial = PartialDownloads.inStore(places.store());
        for (StoredModel model : StoredModels.inStore(places.store())) {
            if (model.obstacle().isEmpty() || !isBegun(model, partial)) {
                put(rows, row(model, ModelOrigin.STORE, RepositoryId.ifValid(model.name())));
            }
        }
        partial.forEach(download -> put(rows, row(download)));
        put(rows, places.starter(), ModelOrigin.STARTER);
        if (Files.isDirectory(places.runs())) {
            StoredModels.in(places.runs()).stream()
                    .map(model -> row(model, ModelOrigin.TRAINED, Optional.empty()))
                    .forEach(row -> put(rows, row));
        }
        places.opened().forEach(directory -> put(rows, directory, ModelOrigin.OPENED));
        return List.copyOf(rows.values());
    }

    /** Whether a snapshot that lacks something is what a download is bringing. */
    private static boolean isBegun(StoredModel model, Collection<PartialDownload> partial) {
        return partial.stream().anyMatch(download -> download.id().name().equals(model.name()));
    }

    private void put(Map<Path, ModelRow> rows, Path directory, ModelOrigin origin) {
        if (Files.isDirectory(directory)) {
            Path itself = directory.toAbsolutePath().normalize();
            StoredModels.in(itself).stream()
                    .filter(model -> model.directory().equals(itself))
                    .map(model -> row(model, origin, Optional.empty()))
                    .forEach(row -> put(rows, row));
        }
    }

    private static void put(Map<Path, ModelRow> rows, ModelRow row) {
        Path real;
        try {
            real = row.directory().toRealPath();
        } catch (IOException e) {
            // Gone since it was seen.
            return;
        }
        rows.putIfAbsent(real, row);
    }

    private ModelRow row(StoredModel model, ModelOrigin origin, Optional<RepositoryId> id) {
        ModelState lacking = id.isPresent() ? ModelState.PARTIAL : ModelState.BROKEN;
        return new ModelRow(
                model.name(),
                model.revision(),
                origin,
                model.type(),
                model.obstacle().isEmpty() ? facts(model) : Optional.empty(),
                model.bytes(),
                OptionalLong.empty(),
                model.obstacle().isEmpty() ? ModelState.COMPLETE : lacking,
                model.obstacle(),
                id,
                model.directory());
    }

    private static ModelRow row(PartialDownload download) {
        return new ModelRow(
                download.id().name(),
                download.revision(),
                ModelOrigin.STORE,
                "",
                Optional.empty(),
                download.had(),
                download.bytes(),
                download.running() ? ModelState.ELSEWHERE : ModelState.PARTIAL,
                Optional.empty(),
                Optional.of(download.id()),
                download.directory());
    }

    private Optional<WeightFacts> facts(StoredModel model) {
        Known before = known.get(model.directory());
        if (before == null || before.bytes() != model.bytes()) {
            before = new Known(model.bytes(), read(model.directory()));
            known.put(model.directory(), before);
        }
        return before.facts();
    }

    private static Optional<WeightFacts> read(Path directory) {
        try {
            return Optional.of(WeightFacts.read(directory));
        } catch (ModelException | ArithmeticException e) {
            // Whoever opens it is told what is wrong; here it is one of many.
            return Optional.empty();
        }
    }

    /**
     * The same with those that are downloaded here called so.
     *
     * @param here their repositories, each with whether it is paused
     */
    static List<ModelRow> with(List<ModelRow> rows, Map<RepositoryId, Boolean> here) {
        List<ModelRow> all = new ArrayList<>();
        for (ModelRow row : rows) {
            Optional<Boolean> paused = row.id().map(here::get);
            // Its lock is seen late: it is looked at while the download begins.
            boolean begun =
                    row.state() == ModelState.ELSEWHERE || row.state() == ModelState.PARTIAL;
            all.add(
                    begun && paused.isPresent()
                            ? row.in(paused.get() ? ModelState.PAUSED : ModelState.LOADING)
                            : row);
        }
        return all;
    }
}
