package org.sftworkbench.engine.process;

import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that computes, seen from the program's side: takes requests without waiting, and hands
 * on what it tells and how it ends. Three daemon threads keep its streams flowing. Thread-safe.
 */
final class EngineChild {
    /** Hears of a process, on threads of its own. */
    interface Listener {
        void told(EngineChild child, Report report);

        /** The last that is heard of it. */
        void ended(EngineChild child, Ending ending);
    }

    /** Its own, as what the process prints is the user's to read even where little else is told. */
    private static final Logger LOG = LoggerFactory.getLogger(EngineChild.class);

    private static final int SECONDS_TO_END = 10;

    /** For a machine with other load; a process of it that lives on may keep the stream open. */
    private static final int SECONDS_FOR_LAST_WORDS = 3;

    private final EngineLaunch launch;
    private final Process process;
    private final Listener listener;
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final LastWords lastWords = new LastWords();
    private final Thread log;
    private final Thread writer;

    private EngineChild(EngineLaunch launch, Process process, Listener listener) {
        this.launch = launch;
        this.process = process;
        this.listener = listener;
        log = daemon("engine-log", this::log);
        writer = daemon("engine-writer", this::send);
        daemon("engine-reader", this::hear);
    }

    /**
     * @throws IOException where the system does not start it
     */
    static EngineChild start(EngineLaunch launch, Listener listener) throws IOException {
        return new EngineChild(launch, launch.start(), listener);
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Puts a request on its way; to nowhere where the process has ended. */
    void send(Request request) {
        requests.add(request);
    }

    /** Ends it at once, whatever it does. */
    void end() {
        // The program's own launcher may have another process do the work.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    long pid() {
        return process.pid();
    }

    /**
     * Nanoseconds of the processor that it has taken so far, as far as the system tells; 0 where it
     * does not.
     */
    long computed() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToLong(each -> each.info().totalCpuDuration().map(Duration::toNanos).orElse(0L))
                .sum();
    }

    private void send() {
        // Process's own stream holds packets back.
        try (OutputStream out = new AtOnce(process.getOutputStream())) {
            MessageWriter writer = new MessageWriter(out);
            while (true) {
                writer.write(requests.take());
            }
        } catch (IOException e) {
            // It has ended, or is about to; the reader tells how.
            LOG.debug("The engine takes no more requests", e);
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("A request could not be sent", e);
            lastWords.add("A request could not be sent: " + e.getMessage());
            end();
        }
    }

    private void hear() {
        try (InputStream in = process.getInputStream()) {
            MessageReader reader = new MessageReader(in, this::print);
            for (Optional<Report> next = reader.read(Report.class);
                    next.isPresent();
                    next = reader.read(Report.class)) {
                listener.told(this, next.get());
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                lastWords.add("What it told cannot be understood: " + e.getMessage());
            }
        } catch (RuntimeException | Error e) {
            LOG.error("What the engine told could not be taken", e);
            lastWords.add("What it told could not be taken: " + e);
        }
        listener.ended(this, ending());
    }

    /** Waits for the process, which has closed its output or says what nobody understands. */
    private Ending ending() {
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                end();
            }
            int status = process.waitFor();
            log.join(TimeUnit.SECONDS.toMillis(SECONDS_FOR_LAST_WORDS));
            return new Ending(status, launch.crashReport(process.pid()), lastWords.lines());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
            return new Ending(0, Optional.empty(), lastWords.lines());
        } finally {
            // Nobody reads what is still to be written, and there is no more to wait for.
            requests.clear();
            writer.interrupt();
        }
    }

    private void log() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                print(line);
            }
        } catch (IOException e) {
            LOG.debug("The engine's log ended", e);
        }
    }

    private void print(String line) {
        lastWords.add(line);
        LOG.warn("{}", line);
    }

    /** Passes bytes on without keeping any. */
    private static final class AtOnce extends FilterOutputStream {
        AtOnce(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }
    }
}
