package org.sftworkbench.engine.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.sftworkbench.engine.LocalEngine;

/** Computes as it should while something keeps printing to the stream that the messages use. */
final class NoisyChild {
    private NoisyChild() {}

    public static void main(String[] arguments) {
        Thread noise = new Thread(NoisyChild::print, "noise");
        noise.setDaemon(true);
        noise.start();
        EngineProcess.serve(LocalEngine::new);
    }

    @SuppressWarnings("InfiniteLoop")
    private static void print() {
        byte[] line = "[W] a kernel is slow: SFT\u00ff\n".getBytes(StandardCharsets.ISO_8859_1);
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            while (true) {
                out.write(line);
                out.write("without an end".getBytes(StandardCharsets.UTF_8));
                Thread.sleep(10);
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
