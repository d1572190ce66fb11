package org.sftworkbench.model.device;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.sftworkbench.disk.FreeSpace;

/** The machine this process runs on. */
final class LiveSystem implements SystemProbe {
    /** Windows takes no notice of case, and of ours no two differ by it alone. */
    private final Map<String, String> set = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    LiveSystem() {
        this(Map.of());
    }

    /**
     * The machine as another process of this program finds it.
     *
     * @param set variables that its environment has besides this one's, or instead
     */
    LiveSystem(Map<String, String> set) {
        this.set.putAll(set);
    }

    @Override
    public Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name));
    }

    @Override
    public Optional<String> environment(String name) {
        return Optional.ofNullable(set.get(name))
                .or(() -> Optional.ofNullable(System.getenv(name)));
    }

    @Override
    public Optional<String> read(String file) {
        try {
            return Optional.of(
                    new String(Files.readAllBytes(Path.of(file)), StandardCharsets.ISO_8859_1));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> list(String directory) {
        try (Stream<Path> entries = Files.list(Path.of(directory))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException | InvalidPathException e) {
            return List.of();
        }
    }

    @Override
    public boolean exists(String file) {
        return path(file).filter(Files::exists).isPresent();
    }

    @Override
    public boolean isWritable(String file) {
        return path(file).filter(Files::isWritable).isPresent();
    }

    @Override
    public OptionalLong freeDisk(String file) {
        return path(file).map(FreeSpace::at).orElse(OptionalLong.empty());
    }

    private static Optional<Path> path(String file) {
        try {
            return Optional.of(Path.of(file));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> resources(String name) {
        List<String> texts = new ArrayList<>();
        try {
            for (URL url : Collections.list(LiveSystem.class.getClassLoader().getResources(name))) {
                try (InputStream in = url.openStream()) {
                    texts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new DeviceException(
                    "a library of this program cannot be read: " + e.getMessage(), e);
        }
        return texts;
    }

    @Override
    public CommandOutput run(Duration limit, String... command) {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return new CommandOutput.Absent();
        }
        // Read aside, since a program that hangs keeps its output open.
        CompletableFuture<String> text =
                CompletableFuture.supplyAsync(() -> textOf(process), LiveSystem::daemon);
        try {
            process.getOutputStream().close();
            String output = text.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                return new CommandOutput.Ended(process.exitValue(), output);
            }
            return new CommandOutput.Hanging();
        } catch (TimeoutException e) {
            return new CommandOutput.Hanging();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CommandOutput.Hanging();
        } catch (ExecutionException | IOException e) {
            return new CommandOutput.Absent();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "output of a device query");
        thread.setDaemon(true);
        thread.start();
    }

    private static String textOf(Process process) {
        try (InputStream in = process.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public Memory memory() {
        OperatingSystemMXBean machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Memory(machine.getTotalMemorySize(), machine.getFreeMemorySize());
    }
}
