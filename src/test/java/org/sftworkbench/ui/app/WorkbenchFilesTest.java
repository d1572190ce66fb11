package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sftworkbench.disk.UserDirectories;

/** Where the program keeps what it writes. */
class WorkbenchFilesTest {
    @Test
    void runsAndConversationsAreTheUsersWhereverTheProgramLies() {
        WorkbenchFiles files = WorkbenchFiles.find();

        Path users = UserDirectories.find().work();
        assertThat(files.runs()).isEqualTo(users.resolve("runs"));
        assertThat(files.conversations()).isEqualTo(users.resolve("conversations"));
        assertThat(files.starter().startsWith(users)).isFalse();
    }

    @Test
    void testsKeepThemOutOfTheHomeDirectory() {
        assertThat(WorkbenchFiles.find().runs())
                .isNotEqualTo(Path.of(System.getProperty("user.home"), "sft-workbench", "runs"))
                .startsWithRaw(Path.of(System.getProperty(UserDirectories.PROPERTY)));
    }
}
