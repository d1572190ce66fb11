package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sftworkbench.data.fault.DataException;

/** Columns that nobody knows can be mapped, whatever they are called. */
class UnknownColumnsTest {
    @TempDir Path directory;

    @Test
    void areToldAsTheyAreCalledInAHeader() throws IOException {
        assertThat(refused("a.csv", "\"city, state\",\"b; expected c\",x\n1,2,3\n"))
                .containsExactly("city, state", "b; expected c", "x");
    }

    @Test
    void areToldAsTheyAreCalledInARow() throws IOException {
        assertThat(refused("a.jsonl", "{\"city, state\": 1, \"b\": 2}\n"))
                .containsExactly("city, state", "b");
    }

    @Test
    void areToldOfARowAmongOthers() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("a.jsonl"),
                        "{\"question, asked\": 1}\n{\"text\": \"Hi\"}\n");
        assertThat(new DatasetReader().read(file).problems())
                .singleElement()
                .satisfies(
                        problem ->
                                assertThat(problem.unknownColumns())
                                        .containsExactly("question, asked"));
    }

    @Test
    void areToldWhereSomeAreKnownAndOthersLack() throws IOException {
        assertThat(
                        refused(
                                "a.jsonl",
                                "{\"prompt\": \"unknown columns: a, b\", \"reply\": \"c\"}\n"))
                .containsExactly("prompt", "reply");
    }

    @Test
    void areNoneOfALaterRowThatLacksSome() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("a.jsonl"), "{\"text\": \"Hi\"}\n{\"prompt\": 1}\n");
        assertThat(new DatasetReader().read(file).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.unknownColumns()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "instruction,context,response|input=context,output=response",
                "question,answer|completion=answer,prompt=question",
                "prompt,chosen,rejected|completion=chosen"
            })
    void areSaidToBeWhatTheirNamesSuggest(String header, String likely) throws IOException {
        Path file = Files.writeString(directory.resolve("a.csv"), header + "\n1,2,3\n");
        assertThatThrownBy(() -> new DatasetReader().read(file))
                .hasMessageEndingWith(" (likely " + likely + ")");
    }

    private List<String> refused(String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        return catchThrowableOfType(DataException.class, () -> new DatasetReader().read(file))
                .unknownColumns();
    }
}
