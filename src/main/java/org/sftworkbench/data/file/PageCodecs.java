package org.sftworkbench.data.file;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.sftworkbench.data.fault.DataException;

/** Unpacks the pages of a Parquet file without native libraries: snappy, gzip, zstd and LZ4. */
final class PageCodecs implements CompressionCodecFactory {
    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new Unpacking((packed, size) -> packed);
            case SNAPPY -> new Unpacking(block(new SnappyDecompressor()));
            case ZSTD -> new Unpacking(block(new ZstdDecompressor()));
            case LZ4_RAW -> new Unpacking(block(new Lz4Decompressor()));
            case GZIP -> new Unpacking(PageCodecs::gunzip);
            default ->
                    throw new DataException(
                            "its pages are compressed with "
                                    + codec
                                    + "; save it with snappy, gzip or zstd");
        };
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("Parquet files are only read");
    }

    @Override
    public void release() {}

    /** Unpacks one page to its known size. */
    private interface Unpacker {
        byte[] unpack(byte[] packed, int size) throws IOException;
    }

    private static Unpacker block(Decompressor decompressor) {
        return (packed, size) -> {
            byte[] page = new byte[size];
            int length = decompressor.decompress(packed, 0, packed.length, page, 0, size);
            if (length != size) {
                throw wrongLength(length, size);
            }
            return page;
        };
    }

    private static byte[] gunzip(byte[] packed, int size) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] page = in.readNBytes(size);
            if (page.length != size) {
                throw wrongLength(page.length, size);
            }
            // The check sum stands behind the last byte and is looked at with the end.
            if (in.read() >= 0) {
                throw new DataException("a page has more than the " + size + " bytes it claims");
            }
            return page;
        }
    }

    private static DataException wrongLength(int length, int size) {
        return new DataException("a page has " + length + " bytes; expected " + size);
    }

    private record Unpacking(Unpacker unpacker) implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            requireRoom(size);
            return BytesInput.from(unpacker.unpack(bytes.toByteArray(), size));
        }

        @Override
        public void decompress(ByteBuffer input, int packedSize, ByteBuffer output, int size)
                throws IOException {
            requireRoom(size);
            byte[] packed = new byte[packedSize];
            input.get(packed);
            output.put(unpacker.unpack(packed, size));
        }

        /** A page says how large it will be, whatever is in it. */
        private static void requireRoom(int size) {
            if (size < 0 || size > LineReader.LONGEST) {
                throw new DataException(
                        String.format(
                                Locale.ROOT,
                                "a page claims %,d bytes, more than the %,d that are read at once",
                                size,
                                LineReader.LONGEST));
            }
        }

        @Override
        public void release() {}
    }
}
