package org.sftworkbench.disk;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Which process holds a lock, for the message to whoever comes second.
 *
 * @param process its number
 * @param parent the number of the process that started it; 0 where there is none
 * @param host the machine it runs on
 * @param name what it is to the user, such as {@code sft train}
 * @param since when it took the lock
 */
public record LockOwner(long process, long parent, String host, String name, Instant since) {
    /** System property that says what this process is to the user; see {@link #name()}. */
    public static final String NAME_PROPERTY = "sft.process";

    private static final String NO_NAME = "SFT Workbench";
    private static final int MOST_LETTERS = 60;
    private static final Path KERNEL_SAYS = Path.of("/proc/sys/kernel/hostname");

    /** This process, now. */
    static LockOwner here() {
        ProcessHandle self = ProcessHandle.current();
        return new LockOwner(
                self.pid(),
                self.parent().map(ProcessHandle::pid).orElse(0L),
                thisHost(),
                System.getProperty(NAME_PROPERTY, NO_NAME),
                Instant.now());
    }

    /** Asked of the system and not of a name server, which may take seconds to answer. */
    private static String thisHost() {
        try {
            return Files.exists(KERNEL_SAYS)
                    ? Files.readString(KERNEL_SAYS).strip()
                    : Stream.of("COMPUTERNAME", "HOSTNAME")
                            .map(System::getenv)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** As it stands in a lock file. */
    String text() {
        Properties written = new Properties();
        written.setProperty("process", Long.toString(process));
        written.setProperty("parent", Long.toString(parent));
        written.setProperty("host", host);
        written.setProperty("name", name);
        written.setProperty("since", since.toString());
        StringWriter text = new StringWriter();
        try {
            written.store(text, null);
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot be written to", e);
        }
        return text.toString();
    }

    /**
     * @param text of a lock file, whoever wrote it
     * @return empty where it does not say who
     */
    static Optional<LockOwner> read(String text) {
        Properties written = new Properties();
        try {
            written.load(new StringReader(text));
            return Optional.of(
                    new LockOwner(
                            Long.parseLong(written.getProperty("process", "")),
                            Long.parseLong(written.getProperty("parent", "0")),
                            printable(written.getProperty("host", "")),
                            printable(written.getProperty("name", NO_NAME)),
                            Instant.parse(written.getProperty("since", ""))));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A file may hold anything, and a message shows it. */
    private static String printable(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .filter(c -> c >= ' ' && !Character.isISOControl(c))
                .limit(MOST_LETTERS)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** Whether it is this process, or one that this process has started or was started by. */
    public boolean isOurs() {
        ProcessHandle self = ProcessHandle.current();
        return isHere()
                && (process == self.pid()
                        || parent == self.pid()
                        || self.parent().map(ProcessHandle::pid).orElse(-1L) == process);
    }

    /** Whether another, as read from a file, is this one, whatever of its name was kept. */
    boolean isSameTaking(LockOwner other) {
        return process == other.process && since.equals(other.since);
    }

    /**
     * Whether it may still run: whether one of another machine does cannot be known. A process of
     * this number that began later is another, and so is this one, which knows what it holds.
     */
    boolean mayLive() {
        if (!isHere()) {
            return true;
        }
        return process != ProcessHandle.current().pid()
                && ProcessHandle.of(process)
                        .filter(ProcessHandle::isAlive)
                        .filter(
                                other ->
                                        other.info()
                                                .startInstant()
                                                .map(began -> !began.isAfter(since))
                                                .orElse(true))
                        .isPresent();
    }

    /** Whether it is on this machine. */
    boolean isHere() {
        return host.equals(thisHost());
    }

    /** In the user's words, such as {@code sft train (process 4711 on desk, since 14:05)}. */
    public String words() {
        String since = time(this.since);
        if (isOurs()) {
            return "this program (since " + since + ")";
        }
        String where = host.isEmpty() || host.equals(thisHost()) ? "" : " on " + host;
        return name + " (process " + process + where + ", since " + since + ")";
    }

    private static String time(Instant since) {
        ZoneId zone = ZoneId.systemDefault();
        boolean today =
                since.atZone(zone).toLocalDate().equals(Instant.now().atZone(zone).toLocalDate());
        return DateTimeFormatter.ofPattern(today ? "HH:mm" : "yyyy-MM-dd HH:mm", Locale.ROOT)
                .format(since.atZone(zone));
    }
}
