package org.sftworkbench.ui.chat.saved;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.JsonFault;
import org.sftworkbench.disk.SmallFile;
import org.sftworkbench.disk.StaleFiles;
import org.sftworkbench.ui.common.words.Words;

/**
 * A directory of conversations, a file each. A file is replaced whole or not at all, and one that
 * cannot be read, or of which something would be lost when it is written again, is left as it is.
 * Background thread.
 */
public final class TalkFiles {
    private static final String SUFFIX = ".json";

    private final Path directory;
    private final KnownTalks known = new KnownTalks();
    private final ObjectMapper json =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /**
     * @param directory made when something is first kept
     */
    public TalkFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * What is there.
     *
     * @param talks that can be read, the one changed last first
     * @param broken what is wrong with the others
     */
    public record Listing(List<TalkSummary> talks, List<String> broken) {
        public Listing {
            talks = List.copyOf(talks);
            broken = List.copyOf(broken);
        }
    }

    /**
     * @throws TalkFileException where the directory cannot be read
     */
    public Listing list() {
        StaleFiles.remove(directory, halfWritten("[\\d-]+" + Pattern.quote(SUFFIX)));
        List<TalkSummary> talks = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (Path file : files()) {
            try {
                talks.add(summary(file));
            } catch (TalkFileException e) {
                broken.add(e.getMessage());
            }
        }
        talks.sort(Comparator.comparingLong(TalkSummary::changed).reversed());
        return new Listing(talks, broken);
    }

    private List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new TalkFileException(
                    Words.original("{0} cannot be read: {1}", directory, DurableFiles.why(e)), e);
        }
    }

    /** Reads no further than it must: conversations grow long. */
    private TalkSummary summary(Path file) {
        String id = null;
        String title = null;
        long changed = 0;
        int messages = 0;
        try {
            SmallFile.requirePlain(file);
        } catch (IOException e) {
            throw unread(file, e);
        }
        try (JsonParser parser = json.createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw broken(file, Words.key("it holds no conversation"), null);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "id" -> id = parser.getValueAsString();
                    case "title" -> title = parser.getValueAsString();
                    case "changed" -> changed = parser.getValueAsLong();
                    case "messages" -> messages = parser.getValueAsInt();
                    default -> {
                        // Not for the list.
                    }
                }
                if (parser.currentToken() == null || parser.currentToken().isStructStart()) {
                    // The messages, which come last.
                    break;
                }
            }
            if (id == null || title == null) {
                throw broken(file, Words.key("it holds no conversation"), null);
            }
            if (!endsWhole(file)) {
                throw broken(file, Words.key("it ends in the middle"), null);
            }
            return new TalkSummary(idOf(file), title, changed, messages);
        } catch (IOException e) {
            throw unread(file, e);
        }
    }

    private static boolean endsWhole(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(16, in.size()));
            in.read(end, in.size() - end.capacity());
            return new String(end.array(), StandardCharsets.UTF_8).strip().endsWith("}");
        }
    }

    private static TalkFileException unread(Path file, IOException e) {
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return new TalkFileException(Words.original("{0} is gone", file), e);
        }
        if (e instanceof JsonProcessingException broken) {
            String where =
                    broken.getLocation() == null
                            ? ""
                            : "line " + broken.getLocation().getLineNr() + ": ";
            return broken(file, where + JsonFault.of(broken), e);
        }
        return broken(file, DurableFiles.why(e), e);
    }

    /**
     * A conversation that is to be shown, and may be written again.
     *
     * @throws TalkFileException where the file is gone or broken
     */
    public SavedTalk read(String id) {
        byte[] bytes = bytes(file(id));
        SavedTalk talk = talk(file(id), bytes);
        known.read(id, bytes);
        return talk;
    }

    /**
     * The same where it is only looked at.
     *
     * @throws TalkFileException where the file is gone or broken
     */
    public SavedTalk look(String id) {
        return talk(file(id), bytes(file(id)));
    }

    private SavedTalk talk(Path file, byte[] bytes) {
        try {
            SavedTalk talk = json.readValue(bytes, SavedTalk.class);
            if (talk == null || talk.id() == null || talk.title() == null) {
                throw broken(file, Words.key("it holds no conversation"), null);
            }
            if (talk.format() > SavedTalk.FORMAT) {
                throw broken(
                        file, Words.key("a newer version of this program has written it"), null);
            }
            return talk.id().equals(idOf(file)) ? talk : talk.kept(idOf(file));
        } catch (IOException e) {
            throw unread(file, e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return SmallFile.bytes(file);
        } catch (IOException e) {
            throw unread(file, e);
        }
    }

    private static TalkFileException broken(Path file, String why, Exception cause) {
        return new TalkFileException(
                Words.original(
                        "{0} cannot be read: {1}. It is left as it is; mend or delete it.",
                        file, why),
                cause);
    }

    /**
     * Keeps a conversation, in place of what was kept of it before; beside that, as a new one,
     * where another window has written it since it was read.
     *
     * @return the conversation as it is kept
     * @throws TalkFileException where it cannot be written; what was kept before stays
     */
    public SavedTalk write(SavedTalk talk) {
        String id = known.since(talk.id());
        for (int n = 2; known.isAnothers(id, file(id)); n++) {
            id = talk.id() + "-" + n;
        }
        SavedTalk kept = id.equals(talk.id()) ? talk : talk.kept(id);
        try {
            byte[] bytes = json.writeValueAsBytes(kept);
            replace(file(id), bytes);
            known.written(talk.id(), id, bytes);
            return kept;
        } catch (IOException e) {
            throw unwritten(file(id), e);
        }
    }

    /**
     * Gives a conversation another title, whoever has written it.
     *
     * @throws TalkFileException where it cannot be read or written
     */
    public SavedTalk rename(String id, String title) {
        boolean anothers = known.isAnothers(id, file(id));
        SavedTalk renamed = look(id).titled(title);
        try {
            byte[] bytes = json.writeValueAsBytes(renamed);
            replace(file(id), bytes);
            if (!anothers) {
                known.written(id, id, bytes);
            }
            return renamed;
        } catch (IOException e) {
            throw unwritten(file(id), e);
        }
    }

    /** Removes a conversation for good. */
    public void delete(String id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw new TalkFileException(
                    Words.original("{0} cannot be deleted: {1}", file(id), DurableFiles.why(e)), e);
        }
    }

    /** Whether a conversation is there. */
    public boolean holds(String id) {
        return Files.isRegularFile(file(id));
    }

    /**
     * Writes a file that does not belong to this directory, whole or not at all; whom the user lets
     * read new files reads it.
     */
    public static void export(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            DurableFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    private static TalkFileException unwritten(Path file, IOException e) {
        return new TalkFileException(
                Words.original(
                        "{0} cannot be written: {1}. Free some room, or give the program the"
                                + " right to write there.",
                        file, DurableFiles.why(e)),
                e);
    }

    /**
     * A file may come from somebody else, and what it calls itself is no name of a file here: it
     * could lead to any other.
     */
    private static String idOf(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private Path file(String id) {
        return directory.resolve(id + SUFFIX);
    }

    /** Names of files that are there only while another of this name is replaced. */
    private static Pattern halfWritten(String name) {
        return Pattern.compile("\\." + name + "\\d+\\.new");
    }

    /** Sibling file, synced, then renamed over: a reader finds the old or the new, never half. */
    private static void replace(Path file, byte[] bytes) throws IOException {
        Path home = file.toAbsolutePath().getParent();
        Files.createDirectories(home);
        Path fresh = Files.createTempFile(home, "." + file.getFileName(), ".new");
        try {
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    out.write(left);
                }
                out.force(true);
            }
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
