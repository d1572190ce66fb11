package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.stage.DirectoryChooser;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.common.words.Words;

class FileDialogsTest {
    private static final FileDialogs.Kind MODEL =
            new FileDialogs.Kind("model", Words.key("Open model directory"), List.of());

    @TempDir private Path home;

    private final Chosen screen = new Chosen();
    private final FileDialogs dialogs =
            new FileDialogs(new MemoryPreferences(), Words.english(), screen);

    @Test
    void beginWhereTheLastWasChosenOrWhereItIsLookedForOrAtHome() throws IOException {
        assertThat(beginning()).isEqualTo(Path.of(System.getProperty("user.home")));

        Path models = Files.createDirectory(home.resolve("models"));
        dialogs.beginIn(MODEL, models);
        assertThat(beginning()).isEqualTo(models);

        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        screen.answer = Files.createDirectory(elsewhere.resolve("mine"));
        beginning();
        assertThat(beginning()).isEqualTo(elsewhere);

        Files.delete(screen.answer);
        Files.delete(elsewhere);
        assertThat(beginning()).as("it is gone").isEqualTo(models);
    }

    private Path beginning() {
        dialogs.openDirectory(null, MODEL);
        return screen.begins;
    }

    private static final class Chosen extends UnaskedScreen {
        private Path begins;
        private Path answer;

        @Override
        public File directory(DirectoryChooser chooser, Window owner) {
            File begin = chooser.getInitialDirectory();
            begins = begin == null ? null : begin.toPath();
            return answer == null ? null : answer.toFile();
        }
    }
}
