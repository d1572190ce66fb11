package org.sftworkbench.data.file;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.sftworkbench.data.fault.DataException;

/**
 * Holds what the pages of a row group claim of themselves against what there is, before room is
 * made for it: a header of a few bytes may claim two gigabytes.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/">Parquet's data pages</a>
 */
final class PageClaims {
    private static final int HEADER = 1 << 12;

    /** Copies of 64 bytes take 3; a literal takes no less than it holds. */
    private static final long SNAPPY_AT_MOST = 32;

    /** A byte more of a match's length stands for 255. */
    private static final long LZ4_AT_MOST = 256;

    /** Bytes: a value of a dictionary is an object. */
    private static final long ENTRY = 48;

    private final FileChannel file;
    private final ColumnChunkMetaData column;
    private long largest;
    private long dictionary;

    private PageClaims(FileChannel file, ColumnChunkMetaData column) {
        this.file = file;
        this.column = column;
    }

    /**
     * @param group whose columns lie inside the file
     * @param most bytes that may be taken by the pages that are unpacked at once, one a column
     * @throws DataException where a page claims what cannot be, or too much
     */
    static void check(Path path, BlockMetaData group, long most) throws IOException {
        long unpacked = 0;
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            for (ColumnChunkMetaData column : group.getColumns()) {
                PageClaims claims = new PageClaims(file, column);
                claims.check();
                unpacked += claims.largest + claims.dictionary;
            }
        }
        if (unpacked > most) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "the pages of its row group claim %,d MB unpacked, which do not fit into"
                                    + " the %,d MB that the program may use; write the file with"
                                    + " smaller pages",
                            unpacked >> 20,
                            Runtime.getRuntime().maxMemory() >> 20));
        }
    }

    private void check() throws IOException {
        long at = column.getStartingPos();
        long end = at + column.getTotalSize();
        long values = 0;
        while (values < column.getValueCount() && at < end) {
            file.position(at);
            Counting in = new Counting(Channels.newInputStream(file));
            PageHeader page = header(in);
            at += in.count;
            check(page, end - at);
            at += page.getCompressed_page_size();
            values += values(page);
        }
    }

    private PageHeader header(InputStream in) {
        try {
            return Util.readPageHeader(in);
        } catch (IOException e) {
            throw new DataException(
                    "the header of a page of the column "
                            + column.getPath().toDotString()
                            + " cannot be read; the file is broken",
                    e);
        }
    }

    private void check(PageHeader page, long left) {
        long packed = page.getCompressed_page_size();
        long unpacked = page.getUncompressed_page_size();
        require(
                packed >= 0 && packed <= left,
                packed + " packed bytes where " + left + " are left");
        require(
                unpacked >= 0 && unpacked <= LineReader.LONGEST,
                String.format(
                        Locale.ROOT,
                        "%,d bytes, more than the %,d that are read at once",
                        unpacked,
                        LineReader.LONGEST));
        require(
                unpacked <= unpackedAtMost(packed),
                String.format(
                        Locale.ROOT,
                        "%,d bytes, which %,d packed ones cannot hold",
                        unpacked,
                        packed));
        if (page.isSetDictionary_page_header()) {
            long entries = page.getDictionary_page_header().getNum_values();
            require(
                    entries >= 0 && entries <= unpacked,
                    String.format(Locale.ROOT, "%,d entries in %,d bytes", entries, unpacked));
            dictionary = unpacked + ENTRY * entries;
        } else {
            long values = values(page);
            require(
                    values >= 0 && values <= column.getValueCount(),
                    String.format(
                            Locale.ROOT,
                            "%,d values where the column has %,d",
                            values,
                            column.getValueCount()));
            largest = Math.max(largest, unpacked);
        }
    }

    private long unpackedAtMost(long packed) {
        CompressionCodecName codec = column.getCodec();
        return switch (codec) {
            case UNCOMPRESSED -> packed;
            case SNAPPY -> SNAPPY_AT_MOST * packed;
            case LZ4_RAW -> LZ4_AT_MOST * packed;
            default -> Long.MAX_VALUE;
        };
    }

    private static long values(PageHeader page) {
        if (page.isSetData_page_header()) {
            return page.getData_page_header().getNum_values();
        }
        return page.isSetData_page_header_v2() ? page.getData_page_header_v2().getNum_values() : 0;
    }

    private void require(boolean holds, String claim) {
        if (!holds) {
            throw new DataException(
                    "a page of the column "
                            + column.getPath().toDotString()
                            + " claims "
                            + claim
                            + "; the file is broken");
        }
    }

    /** Counts what is read through a buffer. */
    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(new BufferedInputStream(in, HEADER));
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = in.read(into, from, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
