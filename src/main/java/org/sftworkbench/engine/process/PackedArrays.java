package org.sftworkbench.engine.process;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays as bytes, and back. Bytes that are none throw an unchecked exception. */
final class PackedArrays {
    private PackedArrays() {}

    private static ByteBuffer room(long bytes) {
        return ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer over(byte[] bytes, int size) {
        if (bytes.length % size != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] pack(int[] values) {
        ByteBuffer bytes = room((long) values.length * Integer.BYTES);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    static int[] ints(byte[] bytes) {
        int[] values = new int[bytes.length / Integer.BYTES];
        over(bytes, Integer.BYTES).asIntBuffer().get(values);
        return values;
    }

    static byte[] pack(float[] values) {
        ByteBuffer bytes = room((long) values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        over(bytes, Float.BYTES).asFloatBuffer().get(values);
        return values;
    }

    static byte[] pack(double[] values) {
        ByteBuffer bytes = room((long) values.length * Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        return bytes.array();
    }

    static double[] doubles(byte[] bytes) {
        double[] values = new double[bytes.length / Double.BYTES];
        over(bytes, Double.BYTES).asDoubleBuffer().get(values);
        return values;
    }

    /** Eight in a byte, the first in its lowest bit, behind the number of bits left over. */
    static byte[] pack(boolean[] values) {
        byte[] bytes = new byte[1 + (values.length + 7) / 8];
        bytes[0] = (byte) (8 * (bytes.length - 1) - values.length);
        for (int i = 0; i < values.length; i++) {
            bytes[1 + i / 8] |= (byte) (values[i] ? 1 << i % 8 : 0);
        }
        return bytes;
    }

    static boolean[] booleans(byte[] bytes) {
        int spare = bytes[0];
        int count = 8 * (bytes.length - 1) - spare;
        if (spare < 0 || spare > 7 || count < 0) {
            throw new IllegalArgumentException(spare + " bits left over");
        }
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
            values[i] = (bytes[1 + i / 8] >> i % 8 & 1) != 0;
        }
        return values;
    }
}
