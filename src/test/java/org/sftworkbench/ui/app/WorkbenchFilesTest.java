package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the program keeps what it writes. */
class WorkbenchFilesTest {
    @TempDir Path home;

    @AfterEach
    void notInstalled() {
        System.clearProperty("sft.installed");
    }

    @Test
    void aCloneKeepsItsRunsInItself() {
        assertThat(new WorkbenchFiles(home).runs()).isEqualTo(home.resolve("runs"));
    }

    @Test
    void anInstalledProgramKeepsRunsAndConversationsOutOfItself() {
        System.setProperty("sft.installed", "true");

        WorkbenchFiles files = new WorkbenchFiles(home);

        Path users = Path.of(System.getProperty("user.home"), "sft-workbench");
        assertThat(files.runs()).isEqualTo(users.resolve("runs"));
        assertThat(files.conversations()).isEqualTo(users.resolve("conversations"));
    }
}
