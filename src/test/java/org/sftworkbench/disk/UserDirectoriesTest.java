package org.sftworkbench.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserDirectoriesTest {
    @TempDir private Path home;

    @Test
    void linuxFollowsTheBaseDirectorySpecification() {
        UserDirectories usual = UserDirectories.of("Linux", Map.of(), home);
        assertEquals(home.resolve(".local/share/sft-workbench"), usual.data());
        assertEquals(home.resolve(".local/state/sft-workbench"), usual.state());
        assertEquals(home.resolve(".local/state/sft-workbench/logs"), usual.logs());
    }

    @Test
    void linuxFollowsTheVariablesThatAreSet() {
        Path elsewhere = home.resolve("elsewhere");
        UserDirectories chosen =
                UserDirectories.of(
                        "Linux",
                        Map.of(
                                "XDG_STATE_HOME", elsewhere.resolve("state").toString(),
                                "XDG_DATA_HOME", elsewhere.resolve("data").toString()),
                        home);
        assertEquals(elsewhere.resolve("data/sft-workbench"), chosen.data());
        assertEquals(elsewhere.resolve("state/sft-workbench"), chosen.state());
        assertEquals(elsewhere.resolve("state/sft-workbench/logs"), chosen.logs());
    }

    @Test
    void aRelativeOrBlankVariableIsIgnored() {
        UserDirectories usual =
                UserDirectories.of(
                        "Linux", Map.of("XDG_STATE_HOME", "state", "XDG_DATA_HOME", " "), home);
        assertEquals(home.resolve(".local/share/sft-workbench"), usual.data());
        assertEquals(home.resolve(".local/state/sft-workbench"), usual.state());
    }

    @Test
    void windowsKeepsWhatRoamsApartFromWhatDoesNot() {
        UserDirectories windows =
                UserDirectories.of(
                        "Windows 11",
                        Map.of(
                                "APPDATA", home.resolve("R").toString(),
                                "LOCALAPPDATA", home.resolve("L").toString()),
                        home);
        assertEquals(home.resolve("R/SFT Workbench"), windows.data());
        assertEquals(home.resolve("L/SFT Workbench/state"), windows.state());
        assertEquals(home.resolve("L/SFT Workbench/logs"), windows.logs());
    }

    @Test
    void macKeepsThemInTheLibrary() {
        UserDirectories mac = UserDirectories.of("Mac OS X", Map.of(), home);
        assertEquals(home.resolve("Library/Application Support/SFT Workbench"), mac.data());
        assertEquals(home.resolve("Library/Application Support/SFT Workbench/state"), mac.state());
        assertEquals(home.resolve("Library/Logs/SFT Workbench"), mac.logs());
    }

    @Test
    void runsAndConversationsAreInTheOpenOnEverySystem() {
        for (String system : List.of("Linux", "Windows 11", "Mac OS X")) {
            assertEquals(
                    home.resolve("sft-workbench"),
                    UserDirectories.of(system, Map.of(), home).work(),
                    system);
        }
    }

    @Test
    void onePropertyPutsThemAllBelowOneDirectory() {
        String before = System.getProperty(UserDirectories.PROPERTY);
        System.setProperty(UserDirectories.PROPERTY, home.toString());
        try {
            UserDirectories chosen = UserDirectories.find();
            assertEquals(home, chosen.work());
            assertEquals(home.resolve("data"), chosen.data());
            assertEquals(home.resolve("state"), chosen.state());
            assertEquals(home.resolve("logs"), chosen.logs());
        } finally {
            if (before == null) {
                System.clearProperty(UserDirectories.PROPERTY);
            } else {
                System.setProperty(UserDirectories.PROPERTY, before);
            }
        }
    }
}
