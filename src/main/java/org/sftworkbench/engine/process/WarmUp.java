package org.sftworkbench.engine.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.sftworkbench.engine.Event;
import org.sftworkbench.generate.TokenOdds;

/**
 * Puts tokens into words that nobody reads, while nothing is to be done yet: Java has then compiled
 * what the first answer needs for each of its tokens, which takes ten times as long before.
 */
final class WarmUp {
    private static final int TIMES = 1000;
    private static final int ALTERNATIVES = 5;

    private WarmUp() {}

    /** On a thread of its own, after everything else. */
    static void begin() {
        Thread thread = new Thread(WarmUp::run, "engine-warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private static void run() {
        MessageWriter nowhere = new MessageWriter(OutputStream.nullOutputStream());
        double[] probabilities = new double[ALTERNATIVES];
        for (int i = 0; i < ALTERNATIVES; i++) {
            probabilities[i] = 1.0 / (i + 3);
        }
        Event tokens =
                new Event.Tokens(
                        new int[] {1},
                        List.of(new TokenOdds(1.0 / 3, new int[ALTERNATIVES], probabilities)));
        try {
            for (int i = 0; i < TIMES; i++) {
                nowhere.write(new Report.Told(i, tokens));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
