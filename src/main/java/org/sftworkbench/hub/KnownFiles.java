package org.sftworkbench.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.hub.HubSettings.Patience;
import org.sftworkbench.job.Cancellation;

/**
 * Brings files of known size and hash from any server, with the care that models get: what comes is
 * checked before it takes its name, what was left is gone on with, and no token is sent to anybody.
 * Blocks; thread-safe.
 */
public final class KnownFiles {
    private final Map<String, String> variables;
    private final Path home;
    private final Patience patience;

    /**
     * @param variables of the environment, for proxies; those of a Hub are left alone
     * @param home the user's
     */
    public KnownFiles(Map<String, String> variables, Path home, Patience patience) {
        this.variables = withoutHub(variables);
        this.home = home;
        this.patience = patience;
    }

    private static Map<String, String> withoutHub(Map<String, String> variables) {
        Map<String, String> rest = new HashMap<>(variables);
        rest.keySet().removeIf(name -> name.startsWith("HF_") || name.startsWith("HUGGING"));
        rest.put("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1");
        return rest;
    }

    /** Keeps a place to one download at a time, across processes, until it is closed. */
    public interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * @param lock a file that is made where it is not there
     * @param what is kept, for the message
     * @throws HubException where another has it
     */
    public static Hold hold(Path lock, String what) {
        return StoreLock.take(lock, what)::close;
    }

    /** Bytes of a file that are there already, under its name or on the way to it. */
    public static long left(Path to) throws IOException {
        return Files.isRegularFile(to) ? Files.size(to) : FileDownload.left(to);
    }

    /**
     * Brings a file, unless it is there.
     *
     * @param to its place, in a directory that exists
     * @param had told after each piece how many bytes are there
     * @param stop stops, or pauses; what was fetched stays for the next time
     * @throws HubException where it cannot be had, or what comes is not the file
     * @throws java.util.concurrent.CancellationException where it was stopped
     */
    public void bring(KnownFile file, Path to, LongConsumer had, Cancellation stop) {
        RemoteFile remote =
                new RemoteFile(
                        new RemotePath(List.of(to.getFileName().toString())),
                        file.size(),
                        ContentHash.of(file.what(), file.sha256()));
        try {
            if (Files.isRegularFile(to)
                    && Files.size(to) == file.size()
                    && remote.hash().isOf(to, read -> stop.check())) {
                had.accept(file.size());
                return;
            }
            HubSettings settings = settings(file.address());
            HubClient client = new HubClient(settings);
            FileDownload.Source source =
                    (what, address, headers) ->
                            client.get(
                                    what,
                                    address,
                                    headers,
                                    stop,
                                    (status, said) -> refused(what, address, status));
            new FileDownload(settings, source, stop)
                    .run(file.what(), remote, file.address(), to, had);
        } catch (IOException e) {
            throw new HubException(to + ": cannot be written to: " + DurableFiles.why(e), e);
        }
    }

    private HubSettings settings(URI address) {
        String server = address.getScheme() + "://" + address.getRawAuthority();
        return new HubEnvironment(variables, home)
                .settings(Optional.of(server), Optional.empty())
                .with(patience);
    }

    private static HubException refused(String what, URI address, int status) {
        String why =
                switch (status) {
                    case 401, 403 -> "does not give it to us";
                    case 404, 410 -> "does not have it";
                    case 407 -> "is behind a proxy that asks for a password";
                    case 451 -> "may not give it to us for legal reasons";
                    default -> "refuses it";
                };
        return new HubException(
                what
                        + ": "
                        + address.getHost()
                        + " "
                        + why
                        + " ("
                        + status
                        + ", "
                        + address
                        + "); if this is a mirror, try another");
    }
}
