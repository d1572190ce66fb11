package org.sftworkbench.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private final Proxies proxies;
    private final Patience patience;

    /**
     * @param variables of the environment, for proxies; nothing that concerns a Hub is looked at
     */
    public KnownFiles(Map<String, String> variables, Patience patience) {
        this.proxies = Proxies.of(variables);
        this.patience = patience;
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
            HubSettings settings = settings(file.address(), to);
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

    /** No token, which would be a Hub's; the store is not looked at. */
    private HubSettings settings(URI address, Path to) {
        String server = address.getScheme() + "://" + address.getRawAuthority();
        return new HubSettings(
                Endpoint.of(server),
                Optional.empty(),
                to.toAbsolutePath().getParent(),
                false,
                false,
                patience,
                proxies);
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
