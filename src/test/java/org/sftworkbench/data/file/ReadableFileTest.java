package org.sftworkbench.data.file;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** What is no file of rows is told as what it is, before it is opened. */
class ReadableFileTest {
    @TempDir Path directory;

    @Test
    void aFileMayBeRead() throws IOException {
        Path file = Files.writeString(directory.resolve("rows.jsonl"), "{}");
        assertThatCode(() -> ReadableFile.check(file)).doesNotThrowAnyException();
    }

    @Test
    void aDirectoryAndWhatIsNotThereAreNamed() {
        refused(directory, directory + ": is a directory; choose a data file in it");
        Path nowhere = directory.resolve("nowhere.jsonl");
        refused(nowhere, nowhere + ": there is no such file");
    }

    @Test
    void anEmptyNameIsNotTheDirectoryOneIsIn() {
        refused(Path.of(""), "a data file was asked for by an empty name");
    }

    private static void refused(Path file, String message) {
        assertThatThrownBy(() -> ReadableFile.check(file))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
        ToldInChinese.check(message);
    }
}
