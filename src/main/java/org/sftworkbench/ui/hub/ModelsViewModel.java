package org.sftworkbench.ui.hub;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.hub.HubException;
import org.sftworkbench.hub.HubSettings;
import org.sftworkbench.hub.StoreRemoval;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

/**
 * State of the pane of the models: those on this machine, what can be done with them, and the
 * downloads. FX thread only; nothing is asked of the network unless the user says so.
 */
public final class ModelsViewModel {
    private final HubEnvironment environment;
    private final Executor background;
    private final Executor fx;
    private final ModelShelf shelf = new ModelShelf();
    private final Downloads downloads;
    private final DownloadForm form;
    private final HubSettingsForm settings;
    private final ObjectProperty<Path> starter = new SimpleObjectProperty<>(this, "starter");
    private final ObjectProperty<Path> runs = new SimpleObjectProperty<>(this, "runs");
    private final ObjectProperty<Path> inUse = new SimpleObjectProperty<>(this, "inUse");
    private final ObservableList<Path> opened = FXCollections.observableArrayList();
    private final ObservableList<ModelRow> rows = FXCollections.observableArrayList();
    private final FilteredList<ModelRow> shown = new FilteredList<>(rows);
    private final StringProperty search = new SimpleStringProperty(this, "search", "");
    private final ObjectProperty<ModelRow> selected = new SimpleObjectProperty<>(this, "selected");
    private final ReadOnlyObjectWrapper<ModelRow> doomed =
            new ReadOnlyObjectWrapper<>(this, "doomed");
    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>(this, "problem");
    private final ReadOnlyObjectWrapper<Problem> inTheWay =
            new ReadOnlyObjectWrapper<>(this, "inTheWay");
    private final ObjectProperty<Consumer<Path>> onOpen =
            new SimpleObjectProperty<>(this, "onOpen", path -> {});
    private final BooleanBinding openable;
    private final BooleanBinding continuable;
    private final BooleanBinding deletable;
    private int looks;

    /**
     * @param background reads the disk
     * @param pool gives each download, and each question to a Hub, a thread
     * @param later the FX thread, as often as the progress of downloads is to be shown
     */
    public ModelsViewModel(
            Words words,
            HubEnvironment environment,
            Executor background,
            Executor pool,
            Executor fx,
            Executor later) {
        this(
                words,
                environment,
                () -> environment.settings(Optional.empty(), Optional.empty()),
                background,
                pool,
                fx,
                later);
    }

    /**
     * @param hub how a Hub is asked
     */
    ModelsViewModel(
            Words words,
            HubEnvironment environment,
            Supplier<HubSettings> hub,
            Executor background,
            Executor pool,
            Executor fx,
            Executor later) {
        this.environment = environment;
        this.background = background;
        this.fx = fx;
        downloads = new Downloads(hub, pool, fx, later);
        form = new DownloadForm(words, hub, downloads, pool, fx);
        settings = new HubSettingsForm(words, environment, background, fx);
        settings.onChange(this::refresh);
        downloads.changesProperty().addListener((p, was, is) -> refresh());
        search.addListener((p, was, is) -> shown.setPredicate(row -> row.matches(is)));
        inUse.addListener((p, was, is) -> remember(is));
        openable = binding(row -> row.opens());
        continuable = binding(row -> row.canGoOn());
        deletable =
                binding(
                        row ->
                                row.origin() == ModelOrigin.STORE
                                        && row.state() != ModelState.LOADING
                                        && row.state() != ModelState.PAUSED
                                        && row.state() != ModelState.ELSEWHERE
                                        && !row.directory().equals(inUse.get()));
    }

    /** Asks something of the selected row. */
    private interface Question {
        boolean holds(ModelRow row);
    }

    private BooleanBinding binding(Question question) {
        return Bindings.createBooleanBinding(
                () -> selected.get() != null && question.holds(selected.get()), selected, inUse);
    }

    private void remember(Path directory) {
        if (directory != null) {
            opened.remove(directory);
            opened.add(0, directory);
            if (looks > 0) {
                refresh();
            }
        }
    }

    public Downloads downloads() {
        return downloads;
    }

    /** The model to download next. */
    public DownloadForm form() {
        return form;
    }

    public HubSettingsForm settings() {
        return settings;
    }

    /** The model that comes with the program. */
    public ObjectProperty<Path> starterProperty() {
        return starter;
    }

    /** Where training runs are kept. */
    public ObjectProperty<Path> runsProperty() {
        return runs;
    }

    /** The model that the other panes use; null for none. */
    public ObjectProperty<Path> inUseProperty() {
        return inUse;
    }

    /** The models that fit the search. */
    public ObservableList<ModelRow> shown() {
        return shown;
    }

    /** All models. */
    public ObservableList<ModelRow> rows() {
        return rows;
    }

    /** Words that must stand in a model's name, type or place. */
    public StringProperty searchProperty() {
        return search;
    }

    public ObjectProperty<ModelRow> selectedProperty() {
        return selected;
    }

    /** The model that the user is asked about before it is deleted; null for none. */
    public ReadOnlyObjectProperty<ModelRow> doomedProperty() {
        return doomed.getReadOnlyProperty();
    }

    /** What the user should know; set to null when it was read. */
    public ObjectProperty<Problem> problemProperty() {
        return problem;
    }

    /** Why models could not be looked for the last time; null where they were. */
    public ReadOnlyObjectProperty<Problem> inTheWayProperty() {
        return inTheWay.getReadOnlyProperty();
    }

    /** Opens a model's directory in all panes. */
    public ObjectProperty<Consumer<Path>> onOpenProperty() {
        return onOpen;
    }

    /** Whether the selected model can be opened. */
    public BooleanBinding openableProperty() {
        return openable;
    }

    /** Whether what the selected model lacks can be fetched. */
    public BooleanBinding continuableProperty() {
        return continuable;
    }

    /** Whether the selected model may be deleted here. */
    public BooleanBinding deletableProperty() {
        return deletable;
    }

    /** Looks at the disk again; asks nobody else. */
    public void refresh() {
        if (starter.get() == null || runs.get() == null) {
            return;
        }
        int mine = ++looks;
        Path itsStarter = starter.get();
        Path itsRuns = runs.get();
        List<Path> itsOpened = List.copyOf(opened);
        BackgroundTask.of(
                        () ->
                                shelf.look(
                                        new ModelShelf.Places(
                                                environment.store(),
                                                itsStarter,
                                                itsRuns,
                                                itsOpened)))
                .onSuccess(
                        found -> {
                            if (mine == looks) {
                                seen();
                                show(ModelShelf.with(found, downloads.active()));
                            }
                        })
                .onError(HubException.class, this::unseen)
                .start(background, fx);
    }

    private void unseen(HubException e) {
        inTheWay.set(Problem.of(e));
        problem.set(inTheWay.get());
    }

    /** What was in the way of looking no longer is. */
    private void seen() {
        if (inTheWay.get() != null && problem.get() == inTheWay.get()) {
            problem.set(null);
        }
        inTheWay.set(null);
    }

    private void show(List<ModelRow> found) {
        ModelRow before = selected.get();
        if (!rows.equals(found)) {
            rows.setAll(found);
        }
        selected.set(
                before == null
                        ? null
                        : rows.stream()
                                .filter(row -> row.directory().equals(before.directory()))
                                .findFirst()
                                .orElse(null));
    }

    /** Opens the selected model in all panes. */
    public void open() {
        if (openable.get()) {
            onOpen.get().accept(selected.get().directory());
        }
    }

    /** Opens a model that has just come. */
    public void open(Download download) {
        if (download.directoryProperty().get() != null) {
            onOpen.get().accept(download.directoryProperty().get());
        }
    }

    /** Fetches what the selected model lacks. */
    public void goOn() {
        if (continuable.get()) {
            ModelRow row = selected.get();
            String revision = row.revision().split(", ", 2)[0];
            downloads.start(row.id().orElseThrow(), revision);
        }
    }

    /** Asks whether the selected model is to be deleted. */
    public void askToDelete() {
        if (deletable.get()) {
            doomed.set(selected.get());
        }
    }

    /** The answer is no. */
    public void keep() {
        doomed.set(null);
    }

    /** The answer is yes. */
    public void delete() {
        ModelRow row = doomed.get();
        doomed.set(null);
        if (row == null) {
            return;
        }
        BackgroundTask.of(
                        () -> {
                            StoreRemoval removal = new StoreRemoval(environment.store());
                            if (removal.holds(row.directory())) {
                                removal.deleteModel(row.directory());
                            } else {
                                removal.deletePartial(row.id().orElseThrow());
                            }
                            return row;
                        })
                .onError(HubException.class, e -> problem.set(Problem.of(e)))
                .onFinished(this::refresh)
                .start(background, fx);
    }
}
