package org.sftworkbench.ui.hub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.sftworkbench.hub.PlannedFile;
import org.sftworkbench.hub.PullListener;
import org.sftworkbench.hub.TransferSpeed;
import org.sftworkbench.ui.hub.FileTransfer.State;

/**
 * Draws pictures of a download and hands the newest to the FX thread, at most one waiting at a
 * time. Called on the thread that downloads.
 */
final class TransferWatch implements PullListener {
    private final Executor later;
    private final Consumer<TransferPicture> show;
    private final Map<String, FileTransfer> files = new LinkedHashMap<>();
    private final TransferSpeed speed = new TransferSpeed();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile TransferPicture last = TransferPicture.NONE;
    private long received;
    private double rate;

    /**
     * @param later runs on the FX thread as often as a picture is to be shown
     * @param show called there
     */
    TransferWatch(Executor later, Consumer<TransferPicture> show) {
        this.later = later;
        this.show = show;
    }

    /** The newest picture, shown or not. */
    TransferPicture last() {
        return last;
    }

    @Override
    public void needs(List<PlannedFile> planned) {
        for (PlannedFile file : planned) {
            files.put(
                    file.name(),
                    new FileTransfer(file.name(), file.size(), file.had(), State.WAITING));
        }
        draw();
    }

    @Override
    public void checking(String file, long read) {
        FileTransfer before = files.get(file);
        put(new FileTransfer(file, before.size(), before.had(), State.CHECKING));
        draw();
    }

    @Override
    public void fetching(String file, long had) {
        FileTransfer before = files.get(file);
        if (before.state() == State.COMING || had >= before.had()) {
            received += Math.max(0, had - before.had());
        }
        rate = speed.at(received);
        put(new FileTransfer(file, before.size(), had, State.COMING));
        draw();
    }

    @Override
    public void done(String file) {
        FileTransfer before = files.get(file);
        put(new FileTransfer(file, before.size(), before.size(), State.DONE));
        draw();
    }

    private void put(FileTransfer file) {
        files.put(file.name(), file);
    }

    private void draw() {
        last = new TransferPicture(List.copyOf(files.values()), rate);
        if (!waiting.getAndSet(true)) {
            later.execute(this::hand);
        }
    }

    private void hand() {
        waiting.set(false);
        show.accept(last);
    }
}
