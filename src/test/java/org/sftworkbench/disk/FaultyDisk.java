package org.sftworkbench.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real files on a disk that goes wrong at a chosen operation: every write, sync, rename, creation
 * and deletion counts as one.
 */
public final class FaultyDisk extends FileSystemProvider {
    /** What goes wrong. */
    public enum Fault {
        /** The process is killed: the write is half done, and nothing happens any more. */
        KILLED,
        /** The power fails: as killed, and what was not synced is lost. */
        POWER,
        /** The disk is full: nothing more can be written, but files can be deleted. */
        FULL,
        /** The user's share of the disk is used up, though the disk itself has room. */
        QUOTA,
        /** The disk takes no bytes any more, not even those that it said it had taken. */
        BROKEN;

        private boolean ends() {
            return this == KILLED || this == POWER;
        }

        private String message() {
            return switch (this) {
                case KILLED, POWER -> "the process is gone";
                case FULL -> "No space left on device";
                case QUOTA -> "Disk quota exceeded";
                case BROKEN -> "Input/output error";
            };
        }
    }

    /** What an operation asks of the disk. */
    private enum Kind {
        WRITE,
        SYNC,
        NAME
    }

    private final FileSystem system = new System();
    private final Fault fault;
    private final int at;
    private final Set<Path> unsynced = new HashSet<>();
    private volatile int operations;
    private volatile boolean mended;
    private volatile boolean locks = true;
    private volatile boolean ours = true;
    private volatile boolean readable = true;
    private final AtomicInteger opened = new AtomicInteger();

    /**
     * @param at the operation that goes wrong, from 1
     */
    public FaultyDisk(Fault fault, int at) {
        this.fault = fault;
        this.at = at;
    }

    /** From now on no file can be locked, as on some network drives. */
    public FaultyDisk withoutLocks() {
        locks = false;
        return this;
    }

    /** From now on everything is another user's, who lets nobody write. */
    public FaultyDisk ofAnother() {
        ours = false;
        return this;
    }

    /** From now on everything is another user's, who lets nobody read it. */
    public FaultyDisk secret() {
        readable = false;
        return ofAnother();
    }

    private boolean permits(boolean writing) {
        return writing ? ours : readable;
    }

    /** A path on this disk. */
    public Path path(Path real) {
        return new Place(real);
    }

    /** Operations that were tried. */
    public int operations() {
        return operations;
    }

    /** Files that are open now. */
    public int openFiles() {
        return opened.get();
    }

    public boolean hasFailed() {
        return operations >= at;
    }

    /** There is room again, or the disk works again; a process that is gone stays so. */
    public void mend() {
        mended = !fault.ends();
    }

    private boolean isOutOfOrder() {
        return operations >= at && !mended;
    }

    /** What the disk holds after the power is back. */
    public void settle() throws IOException {
        if (fault == Fault.POWER) {
            for (Path file : unsynced) {
                if (Files.exists(file)) {
                    FileChannel.open(
                                    file,
                                    StandardOpenOption.WRITE,
                                    StandardOpenOption.TRUNCATE_EXISTING)
                            .close();
                }
            }
        }
    }

    private void operate(Kind kind) throws IOException {
        operations = operations + 1;
        boolean refused =
                switch (fault) {
                    case KILLED, POWER -> true;
                    case FULL, QUOTA -> kind == Kind.WRITE;
                    case BROKEN -> kind != Kind.NAME;
                };
        if (isOutOfOrder() && refused) {
            throw new FileSystemException(null, null, fault.message());
        }
    }

    private static Path real(Path path) {
        return path instanceof Place place ? place.real : path;
    }

    @Override
    public FileChannel newFileChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        boolean writes = options.contains(StandardOpenOption.WRITE);
        boolean creates =
                options.contains(StandardOpenOption.CREATE)
                        || options.contains(StandardOpenOption.CREATE_NEW);
        if (!permits(writes)) {
            throw new AccessDeniedException(path.toString());
        }
        if (writes && creates) {
            operate(Kind.WRITE);
        }
        FileChannel channel = FileChannel.open(real(path), options, attributes);
        opened.incrementAndGet();
        return new Channel(real(path), channel, writes);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return newFileChannel(path, options.isEmpty() ? Set.of(StandardOpenOption.READ) : options);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
        if (!Files.exists(real(directory))) {
            operate(Kind.WRITE);
        }
        Files.createDirectory(real(directory), attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
        operate(Kind.NAME);
        Files.delete(real(path));
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        operate(Kind.NAME);
        Files.move(real(source), real(target), options);
        for (Path file : Set.copyOf(unsynced)) {
            if (file.startsWith(real(source))) {
                unsynced.remove(file);
                unsynced.add(real(target).resolve(real(source).relativize(file)));
            }
        }
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        operate(Kind.WRITE);
        Files.copy(real(source), real(target), options);
        unsynced.add(real(target));
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
            Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
        DirectoryStream<Path> inside =
                Files.newDirectoryStream(real(directory), found -> filter.accept(path(found)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                Iterator<Path> all = inside.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return all.hasNext();
                    }

                    @Override
                    public Path next() {
                        return path(all.next());
                    }
                };
            }

            @Override
            public void close() throws IOException {
                inside.close();
            }
        };
    }

    @Override
    public boolean isSameFile(Path a, Path b) throws IOException {
        return Files.isSameFile(real(a), real(b));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return Files.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return new Room(Files.getFileStore(real(path)));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        for (AccessMode mode : modes) {
            if (!permits(mode == AccessMode.WRITE)) {
                throw new AccessDeniedException(path.toString());
            }
        }
        real(path).getFileSystem().provider().checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return Files.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
            Path path, Class<A> type, LinkOption... options) throws IOException {
        return Files.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
            throws IOException {
        return Files.readAttributes(real(path), names, options);
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options)
            throws IOException {
        Files.setAttribute(real(path), name, value, options);
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    /** How much room the disk says it has. */
    private final class Room extends FileStore {
        private final FileStore real;

        Room(FileStore real) {
            this.real = real;
        }

        @Override
        public String name() {
            return real.name();
        }

        @Override
        public String type() {
            return real.type();
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public long getTotalSpace() throws IOException {
            return real.getTotalSpace();
        }

        @Override
        public long getUsableSpace() throws IOException {
            return fault == Fault.FULL && isOutOfOrder() ? 0 : real.getUsableSpace();
        }

        @Override
        public long getUnallocatedSpace() throws IOException {
            return getUsableSpace();
        }

        @Override
        public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
            return real.supportsFileAttributeView(type);
        }

        @Override
        public boolean supportsFileAttributeView(String name) {
            return real.supportsFileAttributeView(name);
        }

        @Override
        public <V extends FileStoreAttributeView> V getFileStoreAttributeView(Class<V> type) {
            return real.getFileStoreAttributeView(type);
        }

        @Override
        public Object getAttribute(String attribute) throws IOException {
            return real.getAttribute(attribute);
        }
    }

    /** A file that is written on this disk. */
    private final class Channel extends FileChannel {
        private final Path file;
        private final FileChannel real;
        private final boolean writes;

        Channel(Path file, FileChannel real, boolean writes) {
            this.file = file;
            this.real = real;
            this.writes = writes;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int before = operations;
            try {
                operate(Kind.WRITE);
            } catch (IOException e) {
                if (before + 1 == at) {
                    ByteBuffer half = bytes.duplicate();
                    half.limit(half.position() + half.remaining() / 2);
                    real.write(half);
                    unsynced.add(file);
                }
                throw e;
            }
            unsynced.add(file);
            return real.write(bytes);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            operate(Kind.SYNC);
            // What outlives a failure is what stands here; the machine's own disk is not waited
            // for.
            unsynced.remove(file);
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return real.read(bytes);
        }

        @Override
        public long read(ByteBuffer[] bytes, int offset, int length) throws IOException {
            return real.read(bytes, offset, length);
        }

        @Override
        public long write(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            real.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            operate(Kind.NAME);
            real.truncate(size);
            return this;
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target)
                throws IOException {
            return real.transferTo(position, count, target);
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            return real.read(bytes, position);
        }

        @Override
        public int write(ByteBuffer bytes, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
            return real.map(mode, position, size);
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            if (!locks) {
                throw new IOException("No locks available");
            }
            return real.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            opened.decrementAndGet();
            real.close();
            if (writes && fault == Fault.BROKEN && isOutOfOrder()) {
                // The last chance to say that what was taken is lost.
                throw new FileSystemException(null, null, fault.message());
            }
        }
    }

    /** A path of this disk. */
    private final class Place implements Path {
        private final Path real;

        Place(Path real) {
            this.real = real;
        }

        private Path of(Path path) {
            return path == null ? null : new Place(path);
        }

        @Override
        public FileSystem getFileSystem() {
            return system;
        }

        @Override
        public boolean isAbsolute() {
            return real.isAbsolute();
        }

        @Override
        public Path getRoot() {
            return of(real.getRoot());
        }

        @Override
        public Path getFileName() {
            return of(real.getFileName());
        }

        @Override
        public Path getParent() {
            return of(real.getParent());
        }

        @Override
        public int getNameCount() {
            return real.getNameCount();
        }

        @Override
        public Path getName(int index) {
            return of(real.getName(index));
        }

        @Override
        public Path subpath(int begin, int end) {
            return of(real.subpath(begin, end));
        }

        @Override
        public boolean startsWith(Path other) {
            return real.startsWith(real(other));
        }

        @Override
        public boolean endsWith(Path other) {
            return real.endsWith(real(other));
        }

        @Override
        public Path normalize() {
            return of(real.normalize());
        }

        @Override
        public Path resolve(Path other) {
            return of(real.resolve(real(other)));
        }

        @Override
        public Path relativize(Path other) {
            return of(real.relativize(real(other)));
        }

        @Override
        public URI toUri() {
            return real.toUri();
        }

        @Override
        public Path toAbsolutePath() {
            return of(real.toAbsolutePath());
        }

        @Override
        public Path toRealPath(LinkOption... options) throws IOException {
            return of(real.toRealPath(options));
        }

        @Override
        public WatchKey register(
                WatchService watcher,
                WatchEvent.Kind<?>[] events,
                WatchEvent.Modifier... modifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(Path other) {
            return real.compareTo(real(other));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place place && real.equals(place.real);
        }

        @Override
        public int hashCode() {
            return real.hashCode();
        }

        @Override
        public String toString() {
            return real.toString();
        }
    }

    /** The paths of this disk. */
    private final class System extends FileSystem {
        @Override
        public FileSystemProvider provider() {
            return FaultyDisk.this;
        }

        @Override
        public void close() {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public String getSeparator() {
            return "/";
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return Set.of("basic");
        }

        @Override
        public Path getPath(String first, String... more) {
            return path(Path.of(first, more));
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            throw new UnsupportedOperationException();
        }

        @Override
        public WatchService newWatchService() {
            throw new UnsupportedOperationException();
        }
    }
}
