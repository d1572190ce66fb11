package org.sftworkbench.ui.chat.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A conversation of somebody else's, put among the user's, touches no other file. */
class TalkFilesTest {
    @TempDir Path home;

    @Test
    void whatAFileCallsItselfLeadsNowhere() throws IOException {
        Path directory = Files.createDirectory(home.resolve("conversations"));
        Path precious = Files.writeString(home.resolve("run.json"), "precious");
        Path theirs = directory.resolve("theirs.json");
        TalkFiles files = new TalkFiles(directory);
        files.write(new SavedTalk(SavedTalk.FORMAT, "theirs", "A", true, 1, 0, "", List.of()));
        Files.writeString(theirs, Files.readString(theirs).replace("\"theirs\"", "\"../run\""));
        assertThat(Files.readString(theirs)).contains("../run");

        TalkSummary listed = files.list().talks().get(0);
        files.write(files.read(listed.id()).titled("B"));
        assertThat(precious).hasContent("precious");
        assertThat(files.list().talks()).extracting(TalkSummary::title).containsExactly("B");
        files.delete(listed.id());
        assertThat(precious).hasContent("precious");
        assertThat(theirs).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatIsExportedCanBeReadByWhoeverReadsTheUsersFiles() throws IOException {
        Path usual = Files.writeString(home.resolve("usual.txt"), "a");
        Path rows = home.resolve("rows.jsonl");
        TalkFiles.export(rows, "one\n");
        TalkFiles.export(rows, "two\n");
        assertThat(rows).hasContent("two\n");
        assertThat(Files.getPosixFilePermissions(rows))
                .isEqualTo(Files.getPosixFilePermissions(usual));
        try (Stream<Path> all = Files.list(home)) {
            assertThat(all).containsExactlyInAnyOrder(usual, rows);
        }
    }
}
