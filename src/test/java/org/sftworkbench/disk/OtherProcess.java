package org.sftworkbench.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.JavaProcess;

/**
 * A process of nobody's that holds a lock until it is ended: not a child of this one, as children
 * count as this program.
 */
public final class OtherProcess implements AutoCloseable {
    private final Process shell;
    private final ProcessHandle holder;

    private OtherProcess(Process shell, ProcessHandle holder) {
        this.shell = shell;
        this.holder = holder;
    }

    /** What the other process does. */
    public static void main(String[] args) throws Exception {
        try (ProcessLock lock = ProcessLock.take(Path.of(args[0]))) {
            System.out.println(ProcessHandle.current().pid());
            System.out.flush();
            Thread.sleep(120_000);
        }
    }

    /**
     * Returns when it has the lock.
     *
     * @param name what the process is to the user
     */
    public static OtherProcess holding(Path lock, String name) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\"; exit $?", "sh"));
        command.addAll(JavaProcess.command("-D" + LockOwner.NAME_PROPERTY + "=" + name));
        command.addAll(List.of(OtherProcess.class.getName(), lock.toString()));
        Process shell =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String pid = shell.inputReader().readLine();
        if (pid == null) {
            throw new IllegalStateException("the other process did not get the lock");
        }
        return new OtherProcess(shell, ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
    }

    /** Its number. */
    public long pid() {
        return holder.pid();
    }

    /** Kills it, as a power cut would, and returns when it is gone. */
    @Override
    public void close() {
        holder.destroyForcibly();
        shell.onExit().join();
    }
}
