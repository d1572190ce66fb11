package org.sftworkbench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Reads rows from a Parquet file, holding one row group at a time. A row's line is its number, as
 * there are no lines.
 */
final class ParquetRows implements RowSource {
    private final ParquetFileReader reader;
    private final MessageType schema;
    private RecordReader<Group> group;
    private long leftInGroup;
    private int row;
    private boolean ended;

    /**
     * @throws DataException where the file is cut off or broken
     */
    ParquetRows(Path file) throws IOException {
        try {
            ParquetReadOptions options =
                    ParquetReadOptions.builder(new PlainParquetConfiguration())
                            .withCodecFactory(new PageCodecs())
                            .build();
            this.reader = ParquetFileReader.open(new LocalInputFile(file), options);
            this.schema = reader.getFileMetaData().getSchema();
        } catch (RuntimeException e) {
            throw new DataException(
                    file
                            + ": begins like a Parquet file but cannot be read as one; was it cut"
                            + " off while it was written? ("
                            + e.getMessage()
                            + ")",
                    e);
        }
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.of(schema.getFields().stream().map(Type::getName).toList());
    }

    @Override
    public Optional<RawRow> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        row++;
        try {
            while (leftInGroup == 0) {
                if (!nextGroup()) {
                    ended = true;
                    return Optional.empty();
                }
            }
            leftInGroup--;
            return Optional.of(
                    RawRow.of(row, ParquetValues.object(group.read()), RowPlace.UNKNOWN));
        } catch (IOException | RuntimeException e) {
            ended = true;
            return Optional.of(
                    RawRow.malformed(
                            row,
                            "cannot be unpacked: "
                                    + e.getMessage()
                                    + ". What follows could not be read"));
        }
    }

    private boolean nextGroup() throws IOException {
        PageReadStore pages = reader.readNextRowGroup();
        if (pages == null) {
            return false;
        }
        leftInGroup = pages.getRowCount();
        group =
                new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(pages, new GroupRecordConverter(schema));
        return true;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
