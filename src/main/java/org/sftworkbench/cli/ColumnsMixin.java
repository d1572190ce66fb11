package org.sftworkbench.cli;

import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.fault.DataException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that says which columns of a data file stand for the known ones. */
final class ColumnsMixin {
    /** The kinds of rows and files that are read, for the help texts of {@code --data}. */
    static final String KINDS =
            "Alpaca, prompt/completion, messages, ShareGPT, plain text or pre-tokenized, as JSON,"
                    + " JSON lines, CSV, TSV, text or Parquet.";

    @Option(
            names = "--columns",
            paramLabel = "NAME=COLUMN,…",
            converter = MappingConverter.class,
            description =
                    "Columns of the data file that are named otherwise, such as"
                            + " instruction=question,output=answer; with a dot one within another:"
                            + " messages=conv.turns.")
    ColumnMapping columns = ColumnMapping.NONE;

    /** Reads a mapping. */
    static final class MappingConverter implements ITypeConverter<ColumnMapping> {
        @Override
        public ColumnMapping convert(String text) {
            try {
                return ColumnMapping.parse(text);
            } catch (DataException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    DatasetReader reader() {
        return new DatasetReader(columns);
    }
}
