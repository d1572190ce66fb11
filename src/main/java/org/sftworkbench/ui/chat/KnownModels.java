package org.sftworkbench.ui.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.RunStore;
import org.sftworkbench.ui.common.LatestOnly;
import org.sftworkbench.ui.common.words.Words;

/**
 * The models a side can be given without looking for them: those the window offers, those written
 * or asked in this session, and what lies in the directory of runs. FX thread only.
 */
public final class KnownModels {
    /** RUN/checkpoints/step-00000120 */
    private static final int DEPTH = 3;

    private static final int MOST = 60;
    private static final DateTimeFormatter STARTED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final ZoneId zone = ZoneId.systemDefault();

    private final LatestOnly looking;
    private final List<ChatSide> sides;
    private final ModelName called;
    private final ObservableList<Path> written = FXCollections.observableArrayList();
    private final ObservableList<Path> found = FXCollections.observableArrayList();
    private final Set<Path> used = new LinkedHashSet<>();
    private Map<Path, RunRecord> records = Map.of();
    private final ObjectProperty<Path> runs = new SimpleObjectProperty<>(this, "runs");

    KnownModels(Words words, Executor background, Executor fx, List<ChatSide> sides) {
        called = new ModelName(words);
        looking = new LatestOnly(background, fx);
        this.sides = sides;
        runs.addListener((o, was, is) -> refresh());
        for (ChatSide side : sides) {
            use(side.directoryProperty().get());
            side.directoryProperty().addListener((o, was, is) -> use(is));
        }
    }

    private void use(Path model) {
        if (model != null) {
            used.add(model);
        }
    }

    /** Checkpoints and merged models of this session, the newest first. */
    public ObservableList<Path> written() {
        return written;
    }

    /** Takes in a model that has just been written, wherever that was. */
    public void offer(Path model) {
        written.remove(model);
        written.add(0, model);
    }

    /** The directory of runs; null for none. */
    public ObjectProperty<Path> runsProperty() {
        return runs;
    }

    /** Models found in the directory of runs, the newest first. */
    public ObservableList<Path> found() {
        return found;
    }

    /** What a model is called where there is little room; what a run has written, as the run. */
    String name(Path model) {
        return called.of(model, record(model).map(RunRecord::name));
    }

    private Optional<RunRecord> record(Path model) {
        return Optional.ofNullable(records.get(ModelName.run(model).path()));
    }

    /**
     * The same among all of them: where others are called so, too, with the start of its run, or
     * with the directory that it lies in.
     */
    String nameAmongAll(Path model) {
        String name = name(model);
        boolean only = all().stream().filter(other -> name(other).equals(name)).count() < 2;
        if (only) {
            return name;
        }
        return record(model)
                .map(run -> name + " · " + STARTED.format(run.created().atZone(zone)))
                .orElseGet(() -> name + " · " + model.toAbsolutePath().getParent());
    }

    /** Looks into the directory of runs again. */
    public void refresh() {
        Path root = runs.get();
        if (root != null) {
            List<Path> ours = Stream.concat(written.stream(), used.stream()).toList();
            List<Path> inUse =
                    sides.stream()
                            .map(side -> side.directoryProperty().get())
                            .filter(Objects::nonNull)
                            .toList();
            looking.submit(
                    () -> {
                        List<Path> models = look(root);
                        // It may have been deleted since.
                        List<Path> gone = ours.stream().filter(at -> !isModel(at)).toList();
                        Map<Path, RunRecord> read = records(List.of(ours, inUse, models));
                        return () -> {
                            records = read;
                            written.removeAll(gone);
                            used.removeAll(gone);
                            found.setAll(models);
                        };
                    });
        }
    }

    /** All of them, each once. */
    List<Path> all() {
        Set<Path> all = new LinkedHashSet<>();
        for (ChatSide side : sides) {
            if (side.offeredProperty().get() != null) {
                all.add(side.offeredProperty().get());
            }
        }
        all.addAll(written);
        all.addAll(found);
        all.addAll(used);
        return List.copyOf(all);
    }

    private static List<Path> look(Path root) {
        List<Path> models = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root, DEPTH)) {
            files.filter(Files::isDirectory).filter(KnownModels::isModel).forEach(models::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            // No runs yet, or one is being deleted: what was found will do.
            return models;
        }
        models.sort(Comparator.comparing(KnownModels::changed).reversed());
        return models.subList(0, Math.min(MOST, models.size()));
    }

    /** The runs that have written models, by their directories. */
    private static Map<Path, RunRecord> records(List<List<Path>> models) {
        Map<Path, RunRecord> read = new HashMap<>();
        models.stream()
                .flatMap(List::stream)
                .map(ModelName::run)
                .distinct()
                .filter(RunDirectory::exists)
                .forEach(
                        run ->
                                RunStore.look(run)
                                        .record()
                                        .ifPresent(record -> read.put(run.path(), record)));
        return read;
    }

    private static boolean isModel(Path directory) {
        boolean whole =
                Files.exists(directory.resolve("config.json"))
                        && (Files.exists(directory.resolve("model.safetensors"))
                                || Files.exists(directory.resolve("model.safetensors.index.json")));
        return whole || Files.exists(directory.resolve("adapter_config.json"));
    }

    private static long changed(Path directory) {
        try {
            return Files.getLastModifiedTime(directory).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }
}
