package org.sftworkbench.data.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/** Writes a Parquet file again with other claims in the headers of its pages. */
final class ParquetSurgery {
    private static final byte[] MARK = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private ParquetSurgery() {}

    /**
     * @param change of each page's header, beside a footer that fits
     */
    static byte[] withHeaders(byte[] file, Consumer<PageHeader> change) throws IOException {
        int length =
                ByteBuffer.wrap(file, file.length - 8, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
        int footer = file.length - 8 - length;
        FileMetaData meta = Util.readFileMetaData(new ByteArrayInputStream(file, footer, length));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(MARK);
        for (RowGroup group : meta.getRow_groups()) {
            for (ColumnChunk chunk : group.getColumns()) {
                rewrite(file, chunk.getMeta_data(), change, out);
            }
        }
        ByteArrayOutputStream end = new ByteArrayOutputStream();
        Util.writeFileMetaData(meta, end);
        out.write(end.toByteArray());
        out.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(end.size()).array());
        out.write(MARK);
        return out.toByteArray();
    }

    private static void rewrite(
            byte[] file,
            ColumnMetaData column,
            Consumer<PageHeader> change,
            ByteArrayOutputStream out)
            throws IOException {
        int start =
                (int)
                        (column.isSetDictionary_page_offset()
                                ? column.getDictionary_page_offset()
                                : column.getData_page_offset());
        ByteArrayInputStream in =
                new ByteArrayInputStream(file, start, (int) column.getTotal_compressed_size());
        int begin = out.size();
        boolean first = true;
        while (in.available() > 0) {
            PageHeader header = Util.readPageHeader(in);
            byte[] page = in.readNBytes(header.getCompressed_page_size());
            if (header.isSetDictionary_page_header()) {
                column.setDictionary_page_offset(out.size());
            } else if (first) {
                column.setData_page_offset(out.size());
                first = false;
            }
            change.accept(header);
            Util.writePageHeader(header, out);
            out.write(page);
        }
        column.setTotal_compressed_size(out.size() - begin);
    }
}
