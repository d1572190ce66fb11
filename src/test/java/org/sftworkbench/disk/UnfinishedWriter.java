package org.sftworkbench.disk;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sftworkbench.JavaProcess;

/** A process that is in the middle of writing a directory until it is killed. */
public final class UnfinishedWriter implements AutoCloseable {
    private final Process process;

    private UnfinishedWriter(Process process) {
        this.process = process;
    }

    /** What the process does. */
    public static void main(String[] args) throws IOException {
        WholeDirectory.write(
                Path.of(args[0]),
                directory -> {
                    Files.writeString(directory.resolve("half"), "half of i");
                    System.out.println(directory);
                    System.out.flush();
                    try {
                        Thread.sleep(120_000);
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                });
    }

    /** Returns when it is in the middle of writing. */
    public static UnfinishedWriter of(Path target) throws IOException {
        Process process =
                JavaProcess.of(UnfinishedWriter.class, target.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader out = process.inputReader();
        if (out.readLine() == null) {
            throw new IllegalStateException("the other process did not begin to write");
        }
        return new UnfinishedWriter(process);
    }

    /** Kills it, as the system does where memory runs out, and returns when it is gone. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
