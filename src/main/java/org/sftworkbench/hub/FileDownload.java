package org.sftworkbench.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.job.Cancellation;

/**
 * Fetches one file into {@code HASH.workbench.incomplete}, goes on where it stopped, and gives it
 * its name once its size and hash are right. The name is not huggingface_hub's, which writes to
 * files of its own without a lock that we could see. One thread.
 */
final class FileDownload {
    private static final String INCOMPLETE = ".workbench.incomplete";
    private static final int MOST_WRONG = 3;
    private static final long WORTH = 1 << 20;

    private final HubSettings settings;
    private final Source bytes;
    private final String repository;
    private final Cancellation stop;

    /**
     * Most bytes that were ever there: a server that begins anew each time and breaks off comes no
     * further.
     */
    private long furthest;

    /** Where a file's bytes are asked for. */
    @FunctionalInterface
    interface Source {
        /**
         * @param what for messages
         * @throws HubException where asking again would not help
         */
        Answer get(String what, URI address, Map<String, String> headers) throws IOException;
    }

    FileDownload(HubSettings settings, HubClient client, RepositoryId id, Cancellation stop) {
        this(
                settings,
                (what, address, headers) -> client.get(what, id, address, headers, stop),
                id.toString(),
                stop);
    }

    /** Of files that belong to no repository. */
    FileDownload(HubSettings settings, Source bytes, Cancellation stop) {
        this(settings, bytes, "", stop);
    }

    private FileDownload(HubSettings settings, Source bytes, String repository, Cancellation stop) {
        this.settings = settings;
        this.bytes = bytes;
        this.repository = repository;
        this.stop = stop;
    }

    /** Bytes of a file that an earlier download left. */
    static long left(Path blob) throws IOException {
        Path partial = partial(blob);
        return Files.isRegularFile(partial) ? StoredModels.size(partial) : 0;
    }

    private static Path partial(Path blob) {
        return blob.resolveSibling(blob.getFileName() + INCOMPLETE);
    }

    private static Path tag(Path blob) {
        return blob.resolveSibling(blob.getFileName() + INCOMPLETE + ".etag");
    }

    /**
     * @param commit to take it from
     * @param blob its place, in a directory that exists
     * @param had told after each piece how many bytes are there
     * @throws HubException where it cannot be had, or what comes is not the file
     */
    void run(RemoteFile file, String commit, Path blob, LongConsumer had) throws IOException {
        String[] parts = (repository + "/resolve/" + commit + "/" + file.path()).split("/");
        run(repository + ", " + file.path(), file, settings.endpoint().below(parts), blob, had);
    }

    /** The same from any address. */
    void run(String what, RemoteFile file, URI source, Path blob, LongConsumer had)
            throws IOException {
        Attempts attempts = new Attempts(settings.patience(), stop);
        furthest = left(blob);
        int wrong = 0;
        while (true) {
            stop.check();
            try {
                if (left(blob) > file.size()) {
                    throw new WrongAnswer("more was there than the file has");
                }
                if (left(blob) < file.size() || !Files.exists(partial(blob))) {
                    fetch(what, file, source, blob, attempts, had);
                }
                if (left(blob) == file.size()) {
                    name(file, blob);
                    return;
                }
            } catch (WrongAnswer e) {
                discard(blob);
                had.accept(0);
                if (++wrong >= MOST_WRONG) {
                    throw new HubException(
                            what
                                    + ": "
                                    + e.getMessage()
                                    + " ("
                                    + wrong
                                    + " times); nothing of it was kept. If this is a mirror, try"
                                    + " another",
                            e);
                }
            } catch (StoreFault e) {
                throw new HubException(
                        blob.getParent()
                                + ": cannot be written to: "
                                + DurableFiles.why(e.reason)
                                + "; what was fetched is kept, run it again when there is room",
                        e);
            } catch (IOException e) {
                attempts.failed(what + ": " + left(blob) + " of " + file.size() + " bytes", e);
            }
        }
    }

    private void fetch(
            String what,
            RemoteFile file,
            URI source,
            Path blob,
            Attempts attempts,
            LongConsumer had)
            throws IOException {
        long have = left(blob);
        Optional<String> known = readTag(blob);
        Map<String, String> headers = new HashMap<>();
        if (have > 0) {
            headers.put("Range", "bytes=" + have + "-");
            known.ifPresent(tag -> headers.put("If-Range", tag));
        }
        try (Answer answer = bytes.get(what, source, headers)) {
            long from = position(file, answer, have, known);
            if (from == 0) {
                discard(blob);
                writeTag(blob, answer.strongTag());
            }
            copy(file, answer, blob, from, attempts, had);
        }
    }

    /** Where the answer's first byte belongs. */
    private static long position(RemoteFile file, Answer answer, long have, Optional<String> known)
            throws WrongAnswer {
        if (answer.status() == 416) {
            throw new WrongAnswer("the server does not have the rest of it (416)");
        }
        long expected = answer.status() == 200 ? file.size() : file.size() - have;
        if (answer.status() == 206) {
            ContentRange range =
                    ContentRange.parse(answer.headers().firstValue("Content-Range").orElse(""))
                            .orElseThrow(
                                    () ->
                                            new WrongAnswer(
                                                    "the server sends an unknown part of it"));
            if (have == 0 || !range.isRest(have, file.size())) {
                throw new WrongAnswer(
                        "the server sends another part of it than was asked for (bytes "
                                + range.first()
                                + " to "
                                + range.last()
                                + " of "
                                + range.total()
                                + ")");
            }
            if (known.isPresent()
                    && answer.strongTag().isPresent()
                    && !known.equals(answer.strongTag())) {
                throw new WrongAnswer("the file changed on the server meanwhile");
            }
        }
        long declared = answer.declaredLength();
        if (declared >= 0 && declared != expected) {
            throw new WrongAnswer(
                    "the server sends " + declared + " bytes where " + expected + " are listed");
        }
        return answer.status() == 200 ? 0 : have;
    }

    private void copy(
            RemoteFile file,
            Answer answer,
            Path blob,
            long from,
            Attempts attempts,
            LongConsumer had)
            throws IOException {
        long at = from;
        try (FileChannel channel = open(partial(blob))) {
            while (true) {
                if (stop.isPaused()) {
                    // The connection would not outlive a long pause; the rest is asked for anew.
                    return;
                }
                Optional<ByteBuffer> piece = answer.body().next(stop);
                if (piece.isEmpty()) {
                    break;
                }
                if (at + piece.get().remaining() > file.size()) {
                    throw new WrongAnswer(
                            "the server sends more than the " + file.size() + " bytes listed");
                }
                at += write(channel, piece.get(), at);
                had.accept(at);
                if (at - furthest >= WORTH) {
                    attempts.progressed();
                    furthest = at;
                }
            }
        }
        if (at < file.size()) {
            throw new PassingFault("the connection ended early");
        }
    }

    private static FileChannel open(Path partial) throws StoreFault {
        try {
            return FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new StoreFault(e);
        }
    }

    private static int write(FileChannel channel, ByteBuffer piece, long at) throws StoreFault {
        int length = piece.remaining();
        long position = at;
        try {
            while (piece.hasRemaining()) {
                position += channel.write(piece, position);
            }
        } catch (IOException e) {
            throw new StoreFault(e);
        }
        return length;
    }

    private void name(RemoteFile file, Path blob) throws StoreFault, WrongAnswer {
        if (!named(file, blob)) {
            throw new WrongAnswer(
                    "what came is not the file listed: its "
                            + file.hash().algorithm()
                            + " is not "
                            + file.hash().hex());
        }
    }

    /** Gives a file its name where it is the one that is listed, and says whether it is. */
    private boolean named(RemoteFile file, Path blob) throws StoreFault {
        Path partial = partial(blob);
        try {
            if (!file.hash().isOf(partial, read -> stop.check())) {
                return false;
            }
            DurableFiles.syncFile(partial);
            DurableFiles.rename(partial, blob);
            Files.deleteIfExists(tag(blob));
            return true;
        } catch (IOException e) {
            throw new StoreFault(e);
        }
    }

    private static void discard(Path blob) throws IOException {
        Files.deleteIfExists(partial(blob));
        Files.deleteIfExists(tag(blob));
    }

    private static Optional<String> readTag(Path blob) throws IOException {
        Path tag = tag(blob);
        if (!Files.isRegularFile(tag) || Files.size(tag) > 1024) {
            return Optional.empty();
        }
        String text = new String(Files.readAllBytes(tag), StandardCharsets.ISO_8859_1);
        return Optional.of(text).filter(Answer::isStrong);
    }

    private static void writeTag(Path blob, Optional<String> tag) throws StoreFault {
        if (tag.isEmpty()) {
            return;
        }
        try {
            Files.writeString(tag(blob), tag.get(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new StoreFault(e);
        }
    }

    /** The disk, not the network, failed; to try again at once would not help. */
    private static final class StoreFault extends IOException {
        private static final long serialVersionUID = 1L;

        private final IOException reason;

        StoreFault(IOException reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
