package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;

/** How a row begins is told in whole characters. */
class RowOpeningTest {
    @ParameterizedTest
    @ValueSource(ints = {198, 199, 200})
    void ofLongText(int before) {
        String begins = "a".repeat(before);
        DataRow row =
                new DataRow(1, 1, new RowContent.PlainText(begins + "😀".repeat(9)), Map.of());
        assertThat(row.opening()).isEqualTo(before == 198 ? begins + "😀" : begins);
    }

    @Test
    void ofARowThatIsReadAgain(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("rows.jsonl"));
        DataRow row =
                new DataRow(1, 1, Conversation.of(Message.of("user", "ab😀c")), Map.of())
                        .readAgain(new RowLookup(file, null, null), 0, 3);
        assertThat(row.opening()).isEqualTo("ab");
    }
}
