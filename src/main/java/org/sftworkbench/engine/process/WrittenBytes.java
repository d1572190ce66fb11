package org.sftworkbench.engine.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.sftworkbench.engine.Command;

/** How much of what a command leaves is on the disk by now. */
final class WrittenBytes {
    private WrittenBytes() {}

    /** Bytes of all files in the command's directory and of those beside it; 0 where none is. */
    static long of(Command command) {
        if (command instanceof Command.Train train && train.out() != null) {
            return around(train.out());
        }
        return command instanceof Command.Merge merge ? around(merge.out()) : 0;
    }

    /** A finished model is written beside its directory and then moved. */
    private static long around(Path directory) {
        Path parent = directory.toAbsolutePath().normalize().getParent();
        long bytes = under(directory, Integer.MAX_VALUE);
        if (parent == null) {
            return bytes;
        }
        try (Stream<Path> beside = Files.list(parent)) {
            for (Path path : (Iterable<Path>) beside::iterator) {
                if (path.getFileName().toString().startsWith(".")) {
                    bytes += under(path, 2);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // What cannot be read makes no progress.
        }
        return bytes;
    }

    private static long under(Path directory, int depth) {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(directory, depth)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file)) {
                    bytes += Files.size(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // Files come and go while they are counted.
        }
        return bytes;
    }
}
