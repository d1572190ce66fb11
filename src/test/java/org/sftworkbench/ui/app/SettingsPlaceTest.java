package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.disk.UserDirectories;

/** Whoever carries the program on a stick finds the theme and the language there too. */
class SettingsPlaceTest {
    @TempDir Path stick;

    private final String directory = System.getProperty(UserDirectories.PROPERTY);
    private final String root = System.getProperty(SettingsPlace.PROPERTY);

    @BeforeEach
    void nothingIsSaid() {
        System.clearProperty(UserDirectories.PROPERTY);
        System.clearProperty(SettingsPlace.PROPERTY);
    }

    @AfterEach
    void asBefore() {
        set(UserDirectories.PROPERTY, directory);
        set(SettingsPlace.PROPERTY, root);
    }

    private static void set(String name, String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }

    @Test
    void settingsGoBelowTheOneDirectoryWhereOneIsNamed() {
        SettingsPlace.choose();
        assertThat(System.getProperty(SettingsPlace.PROPERTY)).isNull();

        System.setProperty(UserDirectories.PROPERTY, stick.toString());
        SettingsPlace.choose();
        assertThat(System.getProperty(SettingsPlace.PROPERTY))
                .isEqualTo(stick.resolve("state").toString());
    }

    @Test
    void whatTheUserSetHimselfStays() {
        System.setProperty(UserDirectories.PROPERTY, stick.toString());
        System.setProperty(SettingsPlace.PROPERTY, "/mine");
        SettingsPlace.choose();
        assertThat(System.getProperty(SettingsPlace.PROPERTY)).isEqualTo("/mine");
    }
}
