package org.sftworkbench.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * A tensor of a file.
 *
 * @param name of a tensor that the file has
 */
record StoredTensor(SafetensorsFile file, String name) {
    /** Numbers compared at a time, or a row where that has more. */
    private static final long PIECE = SafetensorsFile.PIECE / Float.BYTES;

    SafetensorsFile.Entry entry() {
        return file.tensors().get(name);
    }

    /**
     * Whether another one has the same shape and holds the same numbers, in whatever type each is
     * stored; false where one is of a type that weights do not come in.
     */
    boolean holdsTheSameAs(StoredTensor other) {
        Optional<TensorType> type = TensorType.named(entry().type());
        Optional<TensorType> otherType = TensorType.named(other.entry().type());
        if (!entry().shape().equals(other.entry().shape())
                || type.isEmpty()
                || otherType.isEmpty()) {
            return false;
        }
        List<SafetensorsFile.Piece> pieces = pieces(type.get());
        List<SafetensorsFile.Piece> others = other.pieces(otherType.get());
        for (int i = 0; i < pieces.size(); i++) {
            ByteBuffer one = pieces.get(i).bytes().order(ByteOrder.LITTLE_ENDIAN);
            ByteBuffer two = others.get(i).bytes().order(ByteOrder.LITTLE_ENDIAN);
            boolean same =
                    type.equals(otherType)
                            ? one.mismatch(two) < 0
                            : holdTheSame(one, type.get(), two, otherType.get());
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a matrix holds the numbers of another with rows for columns.
     *
     * @param other a matrix too, of a type that weights come in, as this one is; below 2 GiB each
     */
    boolean holdsTheTransposeOf(StoredTensor other) {
        int rows = entry().shape().get(0).intValue();
        int columns = entry().shape().get(1).intValue();
        if (!other.entry().shape().equals(List.of((long) columns, (long) rows))) {
            return false;
        }
        TensorType type = TensorType.named(entry().type()).orElseThrow();
        TensorType otherType = TensorType.named(other.entry().type()).orElseThrow();
        ByteBuffer one = file.map(name).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer two = other.file.map(other.name).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                float here = type.read(one, (i * columns + j) * type.bytes());
                if (here != otherType.read(two, (j * rows + i) * otherType.bytes())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Cut at the same numbers whatever the type. */
    private List<SafetensorsFile.Piece> pieces(TensorType type) {
        return file.pieces(name, PIECE * type.bytes());
    }

    private static boolean holdTheSame(
            ByteBuffer one, TensorType type, ByteBuffer two, TensorType otherType) {
        int count = one.remaining() / type.bytes();
        for (int i = 0; i < count; i++) {
            if (type.read(one, i * type.bytes()) != otherType.read(two, i * otherType.bytes())) {
                return false;
            }
        }
        return true;
    }
}
