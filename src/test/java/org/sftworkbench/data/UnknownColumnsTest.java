package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void areNoneWhereSomeAreKnown() throws IOException {
        assertThat(refused("a.jsonl", "{\"prompt\": \"unknown columns: a, b\"}\n")).isEmpty();
    }

    private List<String> refused(String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        return catchThrowableOfType(DataException.class, () -> new DatasetReader().read(file))
                .unknownColumns();
    }
}
