package org.sftworkbench.ui.hub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.sftworkbench.hub.PlannedFile;
import org.sftworkbench.hub.PullListener;
import org.sftworkbench.hub.TransferSpeed;
import org.sftworkbench.ui.hub.FileTransfer.State;

/**
 * Draws a picture of a download ten times a second and hands it to the FX thread, at most one
 * waiting at a time. Called on the thread that downloads.
 */
final class TransferWatch implements PullListener {
    private static final long STEP_NANOS = 100_000_000L;

    private final Executor fx;
    private final Consumer<TransferPicture> show;
    private final Map<String, FileTransfer> files = new LinkedHashMap<>();
    private final TransferSpeed speed = new TransferSpeed();
    private final AtomicReference<TransferPicture> waiting = new AtomicReference<>();
    private long received;
    private double rate;
    private long drawn = System.nanoTime() - STEP_NANOS;

    /**
     * @param show called on the FX thread
     */
    TransferWatch(Executor fx, Consumer<TransferPicture> show) {
        this.fx = fx;
        this.show = show;
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
        drawInTime();
    }

    @Override
    public void fetching(String file, long had) {
        FileTransfer before = files.get(file);
        if (before.state() == State.COMING || had >= before.had()) {
            received += Math.max(0, had - before.had());
        }
        rate = speed.at(received);
        put(new FileTransfer(file, before.size(), had, State.COMING));
        drawInTime();
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

    private void drawInTime() {
        if (System.nanoTime() - drawn >= STEP_NANOS) {
            draw();
        }
    }

    private void draw() {
        drawn = System.nanoTime();
        if (waiting.getAndSet(new TransferPicture(List.copyOf(files.values()), rate)) == null) {
            fx.execute(this::hand);
        }
    }

    private void hand() {
        TransferPicture picture = waiting.getAndSet(null);
        if (picture != null) {
            show.accept(picture);
        }
    }
}
