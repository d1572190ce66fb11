package org.sftworkbench.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.disk.DurableFiles;

/** The lines of a file or of the standard input, as bytes, so that each can be wrong on its own. */
final class BatchInput implements Closeable {
    private static final String STANDARD_INPUT = "-";

    private final String name;
    private final InputStream in;

    private BatchInput(String name, InputStream in) {
        this.name = name;
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /**
     * @param name a file, or {@code -} for the standard input
     * @throws CommandFailure where it cannot be opened
     */
    static BatchInput open(String name) {
        if (name.equals(STANDARD_INPUT)) {
            return new BatchInput("the standard input", System.in);
        }
        try {
            return new BatchInput(name, Files.newInputStream(Path.of(name)));
        } catch (IOException e) {
            throw new CommandFailure(name + ": the file cannot be read: " + DurableFiles.why(e));
        }
    }

    /**
     * The next line without its end, or empty at the end of the input.
     *
     * @throws CommandFailure where the input cannot be read on
     */
    Optional<byte[]> next() {
        try {
            int b = in.read();
            if (b < 0) {
                return Optional.empty();
            }
            ByteArrayOutputStream line = new ByteArrayOutputStream(512);
            for (; b >= 0 && b != '\n'; b = in.read()) {
                line.write(b);
            }
            return Optional.of(line.toByteArray());
        } catch (IOException e) {
            throw new CommandFailure(name + ": cannot be read on: " + DurableFiles.why(e));
        }
    }

    /** Whether reading on would wait for whoever writes the input. */
    boolean waits() {
        try {
            return in.available() == 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new CommandFailure(name + ": cannot be closed: " + e.getMessage());
        }
    }
}
