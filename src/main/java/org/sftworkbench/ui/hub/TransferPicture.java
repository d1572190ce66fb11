package org.sftworkbench.ui.hub;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A download as it stands.
 *
 * @param files that are needed, in the order they come
 * @param rate bytes a second; 0 while that is not known
 */
public record TransferPicture(List<FileTransfer> files, double rate) {
    /** Before the files are known. */
    static final TransferPicture NONE = new TransferPicture(List.of(), 0);

    public TransferPicture {
        files = List.copyOf(files);
    }

    /** Bytes that are there. */
    public long had() {
        return files.stream().mapToLong(FileTransfer::had).sum();
    }

    /** Bytes of all files. */
    public long bytes() {
        return files.stream().mapToLong(FileTransfer::size).sum();
    }

    /** The part that is there, from 0 to 1; -1 while it is not known. */
    public double share() {
        return bytes() == 0 ? -1 : (double) had() / bytes();
    }

    /** Seconds until all is there at the rate of now. */
    public OptionalDouble secondsLeft() {
        return rate > 0 ? OptionalDouble.of((bytes() - had()) / rate) : OptionalDouble.empty();
    }

    /** Whether files that are there are being checked. */
    public boolean checking() {
        return any(FileTransfer.State.CHECKING);
    }

    /** Whether a file is coming. */
    boolean coming() {
        return any(FileTransfer.State.COMING);
    }

    private boolean any(FileTransfer.State state) {
        return files.stream().anyMatch(file -> file.state() == state);
    }

    /** The same, with nothing coming. */
    TransferPicture still() {
        return new TransferPicture(files.stream().map(FileTransfer::still).toList(), 0);
    }
}
