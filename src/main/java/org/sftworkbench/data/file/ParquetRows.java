package org.sftworkbench.data.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.fault.MalformedRowException;

/**
 * Reads rows from a Parquet file, holding one row group at a time. A row's line is its number, as
 * there are no lines.
 */
public final class ParquetRows implements RowSource {
    /** What may be left to the packed pages of a row group. */
    private static final double SHARE_OF_MEMORY = 0.6;

    private final Path file;
    private final ParquetFileReader reader;
    private final MessageType schema;
    private final List<BlockMetaData> groups;
    private final long size;
    private RecordReader<Group> group;
    private int groupsRead;
    private long leftInGroup;
    private int row;
    private boolean ended;

    /**
     * @throws DataException where the file is cut off or broken
     */
    public ParquetRows(Path file) throws IOException {
        try {
            ParquetReadOptions options =
                    ParquetReadOptions.builder(new PlainParquetConfiguration())
                            .withCodecFactory(new PageCodecs())
                            .usePageChecksumVerification()
                            .build();
            this.reader = ParquetFileReader.open(new LocalInputFile(file), options);
            this.schema = reader.getFileMetaData().getSchema();
            this.groups = reader.getRowGroups();
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            // A broken footer may claim lists of any length and types of any depth.
            throw new DataException(
                    file
                            + ": begins like a Parquet file but cannot be read as one; was it cut"
                            + " off while it was written?",
                    e);
        }
        this.file = file;
        this.size = Files.size(file);
    }

    /**
     * The rows from the first of the row group that a row stands in to the last of it; the file is
     * closed again.
     */
    static ParquetRows inGroupOf(Path file, int number) throws IOException {
        ParquetRows rows = new ParquetRows(file);
        try {
            while (rows.groupsRead < rows.groups.size()
                    && rows.row + rows.groups.get(rows.groupsRead).getRowCount() < number) {
                rows.row += (int) rows.groups.get(rows.groupsRead).getRowCount();
                rows.groupsRead++;
            }
            rows.ended = !rows.nextGroup();
        } finally {
            rows.close();
        }
        return rows;
    }

    /** Whether a row is among those still to come in the row group that is held. */
    boolean reaches(int number) {
        return !ended && row < number && number <= row + leftInGroup;
    }

    /** A row of the group that is held; those before it are passed over. */
    Optional<RawRow> row(int number) throws IOException {
        while (reaches(number)) {
            if (number == row + 1) {
                return next();
            }
            row++;
            leftInGroup--;
            group.read();
        }
        return Optional.empty();
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
            return Optional.of(RawRow.of(row, ParquetValues.object(group.read()), place()));
        } catch (MalformedRowException e) {
            return Optional.of(RawRow.malformed(row, "the column " + e.getMessage()));
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            ended = true;
            return Optional.of(RawRow.malformed(row, why(e) + ". What follows could not be read"));
        }
    }

    /** The library's own words are a programmer's. */
    private static String why(Throwable e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof DataException) {
                return at.getMessage();
            }
        }
        return e instanceof OutOfMemoryError
                ? "cannot be unpacked: there is not enough memory for it"
                : "cannot be unpacked: the file is broken there";
    }

    /**
     * Its row group is found by its number; for the share that was read, where that group starts.
     */
    private long place() {
        return RowPlace.of(Math.max(0, groups.get(groupsRead - 1).getStartingPos()), 0);
    }

    /** Writers close a group at the end of a slice, also of one without rows. */
    private void skipEmptyGroups() {
        while (groupsRead < groups.size() && groups.get(groupsRead).getRowCount() == 0) {
            groupsRead++;
        }
    }

    private boolean nextGroup() throws IOException {
        skipEmptyGroups();
        if (groupsRead == groups.size()) {
            return false;
        }
        BlockMetaData next = groups.get(groupsRead);
        requireInside(next);
        long most = (long) (SHARE_OF_MEMORY * Runtime.getRuntime().maxMemory());
        if (next.getCompressedSize() > most) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "the row group it stands in takes %,d MB packed, which does not fit into"
                                    + " the %,d MB that the program may use; write the file with"
                                    + " smaller row groups (pyarrow: row_group_size=10000)",
                            next.getCompressedSize() >> 20,
                            Runtime.getRuntime().maxMemory() >> 20));
        }
        PageClaims.check(file, next, most);
        group = null;
        PageReadStore pages = reader.readRowGroup(groupsRead);
        groupsRead++;
        leftInGroup = pages.getRowCount();
        group =
                new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(pages, new GroupRecordConverter(schema));
        return true;
    }

    /** Room for a column is made before it is read. */
    private void requireInside(BlockMetaData next) {
        for (ColumnChunkMetaData column : next.getColumns()) {
            long start = column.getStartingPos();
            long bytes = column.getTotalSize();
            if (start < 0 || bytes < 0 || start > size || bytes > size - start) {
                throw new DataException(
                        "the file's footer places the column "
                                + column.getPath().toDotString()
                                + " where the file has nothing; it is broken");
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
