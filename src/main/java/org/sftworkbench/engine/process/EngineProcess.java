package org.sftworkbench.engine.process;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.LocalEngine;
import org.sftworkbench.log.ProgramLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that computes: serves one engine over its standard streams, and ends when it is asked
 * to or when whoever started it is gone, whatever is being computed then.
 */
public final class EngineProcess {
    /** What the program's own launcher is given to become this process. */
    public static final String ARGUMENT = "--engine-process";

    /** What it ends with where requests or its own work cannot be gone on with. */
    static final int BROKEN = 70;

    /** How long a computation may take to stop when nobody waits for it any more. */
    private static final Duration GRACE = Duration.ofMillis(900);

    /** Where Linux keeps how soon a process is ended when memory runs out, up to 1000. */
    private static final Path END_ME_FIRST = Path.of("/proc/self/oom_score_adj");

    private final AtomicBoolean closing = new AtomicBoolean();
    private final Engine engine;

    private EngineProcess(Engine engine) {
        this.engine = engine;
    }

    public static void main(String[] arguments) {
        ProgramLog.begin("engine", "the window’s engine");
        serve(LocalEngine::new);
    }

    /** Not made with the class: the log's files are chosen first. */
    private static Logger log() {
        return LoggerFactory.getLogger(EngineProcess.class);
    }

    /** Does not return before the process ends. */
    static void serve(Supplier<Engine> engine) {
        InputStream in = new FileInputStream(FileDescriptor.in);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        // Whatever prints a line must not print it between the messages.
        System.setOut(
                new PrintStream(
                        new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        System.setIn(InputStream.nullInputStream());
        preferToWindow();
        endWithAnyThread();
        new EngineProcess(engine.get()).run(in, out);
    }

    /** Of the two processes it is this one that the system should end where memory runs out. */
    private static void preferToWindow() {
        try {
            if (Files.isWritable(END_ME_FIRST)) {
                Files.writeString(END_ME_FIRST, "500");
            }
        } catch (IOException e) {
            log().debug("{} cannot be written", END_ME_FIRST, e);
        }
    }

    /** A process that has lost a thread for lack of memory would leave the program waiting. */
    private static void endWithAnyThread() {
        Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, e) -> {
                    if (e instanceof Error) {
                        breakOff(e);
                    } else if (usual != null) {
                        usual.uncaughtException(thread, e);
                    }
                });
    }

    @SuppressWarnings("CatchingUnchecked")
    private void run(InputStream in, OutputStream out) {
        IOException misunderstood = null;
        try {
            EngineHost host = new EngineHost(engine, in, out, EngineProcess::breakOff);
            host.greet();
            host.serve(this::close);
        } catch (IOException e) {
            log().error("What was asked for cannot be understood: {}", e.getMessage());
            misunderstood = e;
        } catch (RuntimeException | Error e) {
            breakOff(e);
        }
        close();
        try {
            Thread.sleep(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (misunderstood != null) {
            SelfEnding.endNow(BROKEN, misunderstood);
        }
        SelfEnding.endNow(BROKEN);
    }

    /** Ends the process, where the program that started it would wait for ever otherwise. */
    private static void breakOff(Throwable why) {
        try {
            log().error("The engine's process cannot go on", why);
        } finally {
            SelfEnding.endNow(BROKEN, why);
        }
    }

    /** Stops what runs and ends the process after it. */
    private void close() {
        if (closing.getAndSet(true)) {
            return;
        }
        Thread closer =
                new Thread(
                        () -> {
                            engine.close();
                            System.exit(0);
                        },
                        "engine-closer");
        closer.setDaemon(true);
        closer.start();
    }
}
