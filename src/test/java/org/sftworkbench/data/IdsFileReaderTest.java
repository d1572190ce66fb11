package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sftworkbench.data.fault.DataException;

class IdsFileReaderTest {
    private static final String GOOD = "{\"input_ids\":[1],\"labels\":[1]}";

    @TempDir Path directory;

    private List<LabelledExample> read(String text) throws IOException {
        return new IdsFileReader().read(Files.writeString(directory.resolve("ids.jsonl"), text));
    }

    @Test
    void alignedLabelsSayWhichPositionsAreTrained() throws IOException {
        List<LabelledExample> examples =
                read(
                        "{\"input_ids\":[5,0,7],\"labels\":[-100,0,7],\"x\":1}\r\n\n"
                                + "{\"input_ids\":[2],\"labels\":[-100]}");
        assertThat(examples).hasSize(2);
        assertThat(examples.get(0).inputIds()).containsExactly(5, 0, 7);
        assertThat(examples.get(0).trained()).containsExactly(false, true, true);
        assertThat(examples.get(1).trained()).containsExactly(false);
    }

    @Test
    void withoutLabelsEveryPositionIsTrained() throws IOException {
        List<LabelledExample> examples =
                read("{\"input_ids\":[5,6]}\n{\"input_ids\":[5],\"labels\":null}\n");
        assertThat(examples.get(0).trained()).containsExactly(true, true);
        assertThat(examples.get(1).trained()).containsExactly(true);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    oops                                       | not valid JSON at column
                    {"input_ids":[1,2                          | breaks off
                    [1,2]                                      | the row is a list
                    {"labels":[1]}                             | input_ids is missing
                    {"input_ids":7}                            | input_ids is a number
                    {"input_ids":[]}                           | input_ids is empty
                    {"input_ids":[1,-2]}                       | input_ids[1] is -2
                    {"input_ids":[1.0]}                        | input_ids[0] is 1.0
                    {"input_ids":[3000000000]}                 | input_ids[0] is 3000000000
                    {"input_ids":["a"]}                        | input_ids[0] is a text
                    {"input_ids":[1,2],"labels":[1]}           | 2 input_ids but 1 labels
                    {"input_ids":[1,2],"labels":[-1,2]}        | labels[0] is -1; a label is an id or -100
                    {"input_ids":[1,2],"labels":[null,2]}      | labels[0] is null
                    {"input_ids":[1,2,3],"labels":[2,3,-100]}  | labels[0] is 2 but input_ids[0] is 1; labels must be aligned
                    """)
    void aWrongRowIsRefusedWithFileRowAndLine(String row, String message) {
        assertThatThrownBy(() -> read(GOOD + "\n\n" + row + "\n" + GOOD))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(directory.resolve("ids.jsonl") + ": row 2, line 3: ")
                .hasMessageContaining(message);
    }

    @Test
    void anEmptyOrMissingFileIsRefused() {
        assertThatThrownBy(() -> read("\n \n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("ids.jsonl: the file is empty");
        assertThatThrownBy(() -> new IdsFileReader().read(directory.resolve("none")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no such file");
    }
}
