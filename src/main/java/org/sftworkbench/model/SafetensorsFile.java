package org.sftworkbench.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.LfsPointer;
import org.sftworkbench.disk.SmallFile;

/**
 * A safetensors file: its table of contents, checked as the reference implementation checks it, and
 * its tensors, mapped on demand.
 *
 * @param file the file
 * @param tensors entries by name, in the order of their bytes
 */
record SafetensorsFile(Path file, Map<String, Entry> tensors) {
    /** Largest piece of a tensor handed over at once: DJL takes no buffer of 2 GiB or more. */
    static final long PIECE = 1L << 30;

    private static final long MAX_HEADER = 100_000_000;

    /**
     * One tensor.
     *
     * @param type element type's name in the file
     * @param shape dimensions
     * @param position first byte, counted from the start of the file
     * @param bytes extent
     */
    record Entry(String type, List<Long> shape, long position, long bytes) {}

    /**
     * Part of a tensor: whole entries of its first dimension.
     *
     * @param firstElement its first element's index in the tensor
     * @param bytes the elements, mapped
     */
    record Piece(long firstElement, ByteBuffer bytes) {}

    /**
     * Reads and checks the header.
     *
     * @throws ModelException where the file is not a whole, well-formed safetensors file; names
     *     file and tensor
     */
    static SafetensorsFile open(Path file) {
        try (FileChannel channel = open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < 8) {
                throw new ModelException(
                        file + ": only " + size + " bytes; not a safetensors file");
            }
            if (LfsPointer.is(read(channel, 0, (int) Math.min(size, LfsPointer.LENGTH)).array())) {
                throw new ModelException(file + ": " + LfsPointer.MESSAGE);
            }
            long headerSize = read(channel, 0, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
            if (headerSize < 2 || headerSize > MAX_HEADER) {
                throw new ModelException(
                        file
                                + ": the header claims "
                                + Long.toUnsignedString(headerSize)
                                + " bytes; not a safetensors file");
            }
            if (8 + headerSize > size) {
                throw new ModelException(file + ": cut short inside its header; download it again");
            }
            return new SafetensorsFile(
                    file, SafetensorsHeader.read(file, channel.position(8), headerSize, size));
        } catch (IOException e) {
            throw new ModelException(
                    Files.exists(file)
                            ? file + ": cannot be read: " + DurableFiles.why(e)
                            : file + ": no such file",
                    e);
        }
    }

    private static FileChannel open(Path file, StandardOpenOption how) throws IOException {
        SmallFile.requirePlain(file);
        return FileChannel.open(file, how);
    }

    private static ByteBuffer read(FileChannel channel, long position, int length)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("unexpected end of file");
            }
        }
        return buffer.flip();
    }

    /** Maps one tensor's bytes; below 2 GiB. */
    ByteBuffer map(String name) {
        Entry entry = tensors.get(name);
        if (entry.bytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " does not fit one buffer; take its pieces");
        }
        return map(entry.position(), entry.bytes());
    }

    /** Maps one tensor of whatever size in pieces of at most 1 GiB, in order. */
    List<Piece> pieces(String name) {
        return pieces(name, PIECE);
    }

    /**
     * @param most bytes of a piece
     * @throws ModelException where a single entry of the first dimension is larger
     */
    List<Piece> pieces(String name, long most) {
        Entry entry = tensors.get(name);
        if (entry.bytes() <= most) {
            return List.of(new Piece(0, map(entry.position(), entry.bytes())));
        }
        long rows = entry.shape().get(0);
        long rowBytes = entry.bytes() / rows;
        if (rowBytes > most) {
            throw new ModelException(
                    file
                            + ": tensor "
                            + name
                            + " of the shape "
                            + entry.shape()
                            + " cannot be cut into pieces of "
                            + most
                            + " bytes");
        }
        long rowElements = entry.shape().stream().skip(1).reduce(1L, Math::multiplyExact);
        long rowsAtOnce = most / rowBytes;
        List<Piece> pieces = new ArrayList<>();
        for (long row = 0; row < rows; row += rowsAtOnce) {
            long count = Math.min(rowsAtOnce, rows - row);
            pieces.add(
                    new Piece(
                            row * rowElements,
                            map(entry.position() + row * rowBytes, count * rowBytes)));
        }
        return pieces;
    }

    private ByteBuffer map(long position, long bytes) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, position, bytes);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }
}
