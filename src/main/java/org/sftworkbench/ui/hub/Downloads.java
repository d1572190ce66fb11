package org.sftworkbench.ui.hub;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.hub.HubSettings;
import org.sftworkbench.hub.RepositoryId;

/** The downloads of this window, the newest first. FX thread only. */
public final class Downloads implements AutoCloseable {
    private final Supplier<HubSettings> settings;
    private final Executor pool;
    private final Executor fx;
    private final Executor later;
    private final ObservableList<Download> all = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper(this, "changes");

    /**
     * @param pool gives each download a thread
     * @param later the FX thread, as often as progress is to be shown
     */
    Downloads(Supplier<HubSettings> settings, Executor pool, Executor fx, Executor later) {
        this.settings = settings;
        this.pool = pool;
        this.fx = fx;
        this.later = later;
    }

    public ObservableList<Download> all() {
        return all;
    }

    /** Counts how often something changed that can be seen on the disk. */
    ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** Starts a download, or goes on with the one of the same model that is in the list. */
    public Download start(RepositoryId id, String revision) {
        Download download =
                all.stream()
                        .filter(each -> each.id().equals(id) && each.revision().equals(revision))
                        .filter(each -> each.stateProperty().get() != DownloadState.DONE)
                        .findFirst()
                        .orElseGet(() -> add(id, revision));
        download.start();
        return download;
    }

    private Download add(RepositoryId id, String revision) {
        Download download = new Download(id, revision, settings, pool, fx, later);
        download.stateProperty().addListener((p, was, is) -> changes.set(changes.get() + 1));
        download.pictureProperty()
                .addListener(
                        (p, was, is) -> {
                            // Not before something comes is there anything of it on the disk.
                            if (is.coming() && !was.coming()) {
                                changes.set(changes.get() + 1);
                            }
                        });
        all.removeIf(
                each ->
                        each.id().equals(id)
                                && each.revision().equals(revision)
                                && !each.stateProperty().get().active());
        all.add(0, download);
        return download;
    }

    /** Takes one that has ended out of the list; its files stay. */
    public void dismiss(Download download) {
        if (!download.stateProperty().get().active()) {
            all.remove(download);
        }
    }

    /** The models that are being downloaded here, and whether each is paused. */
    Map<RepositoryId, Boolean> active() {
        Map<RepositoryId, Boolean> paused = new HashMap<>();
        for (Download each : all) {
            DownloadState state = each.stateProperty().get();
            if (state.active()) {
                paused.put(each.id(), state == DownloadState.PAUSED);
            }
        }
        return paused;
    }

    /** Stops all; what came is kept. */
    @Override
    public void close() {
        all.forEach(Download::cancel);
    }
}
