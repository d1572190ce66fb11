package org.sftworkbench.ui.hub;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.sftworkbench.hub.HubException;
import org.sftworkbench.hub.HubSettings;
import org.sftworkbench.hub.ModelHub;
import org.sftworkbench.hub.PulledModel;
import org.sftworkbench.hub.RepositoryId;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.ui.common.BackgroundTask;

/** One download into the store, which may be paused, stopped and gone on with. FX thread only. */
public final class Download {
    private final RepositoryId id;
    private final String revision;
    private final Supplier<HubSettings> settings;
    private final Executor pool;
    private final Executor fx;
    private final Executor later;
    private final ReadOnlyObjectWrapper<DownloadState> state =
            new ReadOnlyObjectWrapper<>(this, "state", DownloadState.STOPPED);
    private final ReadOnlyObjectWrapper<TransferPicture> picture =
            new ReadOnlyObjectWrapper<>(this, "picture", TransferPicture.NONE);
    private final ReadOnlyObjectWrapper<HubException> failure =
            new ReadOnlyObjectWrapper<>(this, "failure");
    private final ReadOnlyObjectWrapper<Path> directory =
            new ReadOnlyObjectWrapper<>(this, "directory");
    private Cancellation stop = new Cancellation();
    private TransferWatch watch;

    /**
     * @param settings read anew at each start
     * @param pool gives each download a thread
     * @param later the FX thread, as often as progress is to be shown
     */
    Download(
            RepositoryId id,
            String revision,
            Supplier<HubSettings> settings,
            Executor pool,
            Executor fx,
            Executor later) {
        this.id = id;
        this.revision = revision;
        this.settings = settings;
        this.pool = pool;
        this.fx = fx;
        this.later = later;
    }

    public RepositoryId id() {
        return id;
    }

    /** Branch, tag or commit as it was asked for. */
    public String revision() {
        return revision;
    }

    public ReadOnlyObjectProperty<DownloadState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** How far it has come. */
    public ReadOnlyObjectProperty<TransferPicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /** Why it has failed; null where it has not. */
    public ReadOnlyObjectProperty<HubException> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** The model's directory; null before it is complete. */
    public ReadOnlyObjectProperty<Path> directoryProperty() {
        return directory.getReadOnlyProperty();
    }

    /** Starts, or goes on where it was paused, stopped or failed. */
    public void start() {
        switch (state.get()) {
            case PAUSED -> {
                stop.resume();
                state.set(DownloadState.RUNNING);
            }
            case STOPPED, FAILED -> begin();
            case RUNNING, DONE -> {}
        }
    }

    private void begin() {
        Cancellation mine = new Cancellation();
        stop = mine;
        failure.set(null);
        state.set(DownloadState.RUNNING);
        watch = new TransferWatch(later, now -> show(mine, now));
        TransferWatch listener = watch;
        BackgroundTask.of(
                        () ->
                                new ModelHub(settings.get())
                                        .pull(id, revision, Optional.empty(), listener, mine))
                .onSuccess(model -> done(mine, model))
                .onError(CancellationException.class, e -> stopped(mine))
                .onError(HubException.class, e -> failed(mine, e))
                .start(pool, fx);
    }

    /** Waits until {@link #start}; the connection is given up, what came is kept. */
    public void pause() {
        if (state.get() == DownloadState.RUNNING) {
            stop.pause();
            state.set(DownloadState.PAUSED);
            picture.set(watch.last().still());
        }
    }

    /** Ends; what came is kept. */
    public void cancel() {
        if (state.get().active()) {
            stop.cancel();
        }
    }

    private void show(Cancellation mine, TransferPicture now) {
        if (mine == stop && state.get().active()) {
            picture.set(state.get() == DownloadState.PAUSED ? now.still() : now);
        }
    }

    private void done(Cancellation mine, PulledModel model) {
        if (mine == stop) {
            picture.set(watch.last().still());
            directory.set(model.directory());
            state.set(DownloadState.DONE);
        }
    }

    private void stopped(Cancellation mine) {
        if (mine == stop) {
            picture.set(watch.last().still());
            state.set(DownloadState.STOPPED);
        }
    }

    private void failed(Cancellation mine, HubException why) {
        if (mine == stop) {
            picture.set(watch.last().still());
            failure.set(why);
            state.set(DownloadState.FAILED);
        }
    }
}
