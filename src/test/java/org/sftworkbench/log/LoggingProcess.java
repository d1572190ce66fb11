package org.sftworkbench.log;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** A process that logs what {@link ProgramLogTest} asks for. */
final class LoggingProcess {
    private LoggingProcess() {}

    public static void main(String[] args) throws Exception {
        ProgramLog.begin("window", "the window");
        ProgramLog.note("started");
        switch (args[0]) {
            case "fail" -> fail(args[1]);
            case "flood" -> flood();
            case "wait" -> {
                System.out.println("up");
                System.out.flush();
                System.in.read();
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void fail(String secret) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                throw new IllegalStateException(
                                        "cannot parse " + secret,
                                        new IOException(secret, new NoSuchFileException(home())));
                            } finally {
                                done.countDown();
                            }
                        },
                        "reader");
        thread.start();
        done.await();
        thread.join();
    }

    private static String home() {
        return System.getProperty("user.home") + "/model.safetensors";
    }

    private static void flood() {
        String line = "x".repeat(1000);
        for (int i = 0; i < 1000; i++) {
            LoggerFactory.getLogger("org.sftworkbench.flood").info("{}", line);
        }
    }
}
